import { Type, type Static } from 'typebox'
import { PageView } from './letter.ts'

/** One image that should be made again, and where its sheet is found. */
export const RescanPage = Type.Object({
  page: PageView,
  /** Name of the file it came in, when, and how many images that file has. */
  file: Type.String(),
  at: Type.String(),
  of: Type.Integer(),
})
export type RescanPage = Static<typeof RescanPage>

/**
 * What the mailroom has to scan again. page: held for something that a better scan mends. letter: a reviewer sent it back. It is on the list
 * until a better scan of it has come.
 */
export const RescanEntry = Type.Object({
  kind: Type.Enum(['page', 'letter']),
  pages: Type.Array(RescanPage),
  /** The letter it is of, where that is known. */
  letter: Type.Union([Type.String(), Type.Null()]),
  serial: Type.Union([Type.String(), Type.Null()]),
  waybill: Type.Union([Type.String(), Type.Null()]),
  /** Who sent the letter back, when, and what they wrote; null for a page that was held. */
  sentBack: Type.Union([Type.Object({ by: Type.String(), at: Type.String(), note: Type.String() }), Type.Null()]),
})
export type RescanEntry = Static<typeof RescanEntry>

export const RescanList = Type.Object({ entries: Type.Array(RescanEntry) })
export type RescanList = Static<typeof RescanList>
