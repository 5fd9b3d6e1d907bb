import { Type, type Static } from 'typebox'
import { Bilingual, LayoutPage } from './layout.ts'
import { PageView } from './letter.ts'
import { PageCode } from './page.ts'

/** A fiducial where a person put it, in pixels of the scan. */
export const Handle = Type.Object({ id: Type.String({ maxLength: 40 }), xPx: Type.Number(), yPx: Type.Number() })
export type Handle = Static<typeof Handle>

/** What a hand needs to lay a form over the scan of a page that was held. */
export const HandFitView = Type.Object({
  page: PageView,
  /** To be sent back: somebody else may fit the page meanwhile. */
  run: Type.Integer(),
  widthPx: Type.Integer(),
  heightPx: Type.Integer(),
  /** What its code says, when that was read: nothing is typed then. */
  code: Type.Union([Type.Null(), PageCode]),
  /** Where it seems to lie, page millimetres to pixels (3 × 3, row by row); null where nothing says. */
  rough: Type.Union([Type.Null(), Type.Array(Type.Number())]),
  /** The printed forms on record; the one of the code alone, when that was read. */
  forms: Type.Array(
    Type.Object({
      form: Type.String(),
      version: Type.Integer(),
      title: Bilingual,
      pageSize: Type.Object({ widthMm: Type.Number(), heightMm: Type.Number() }),
      pages: Type.Array(LayoutPage),
    }),
  ),
})
export type HandFitView = Static<typeof HandFitView>

export const HandFitRequest = Type.Object({
  run: Type.Integer(),
  /** As printed beside the code: `K7QF-3M9D p1`, with form and version before it where more than one is on record. Null when the code was read. */
  id: Type.Union([Type.Null(), Type.String({ maxLength: 80 })]),
  /** All fiducials of the page, or null: the machine fits it, knowing which page it is. */
  handles: Type.Union([Type.Null(), Type.Array(Handle, { minItems: 4, maxItems: 40 })]),
})
export type HandFitRequest = Static<typeof HandFitRequest>

/** As it is kept and as a reader is given it. */
export interface ByHand {
  readonly code: PageCode
  readonly handles: readonly Handle[] | null
}
export interface HandFitRow extends ByHand {
  readonly page: string
  readonly by: string
  readonly at: string
}
