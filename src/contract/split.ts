import { Type, type Static } from 'typebox'
import { PageView } from './letter.ts'

/** What lies in a file between two borders: an envelope, where its mark was read. */
export const SplitPart = Type.Object({
  part: Type.Integer({ minimum: 1 }),
  envelope: Type.Union([
    Type.Null(),
    Type.Object({ id: Type.String(), waybill: Type.Union([Type.Null(), Type.String()]), code: Type.String() }),
  ]),
  /** Ids of letters in the order of their pages. */
  letters: Type.Array(Type.String()),
  /** In the order of the stack. */
  pages: Type.Array(PageView),
})
export type SplitPart = Static<typeof SplitPart>

export const SplitLetterView = Type.Object({
  id: Type.String(),
  form: Type.String(),
  version: Type.Integer(),
  serial: Type.Union([Type.Null(), Type.String()]),
  pagesMissing: Type.Array(Type.Integer()),
})
export type SplitLetterView = Static<typeof SplitLetterView>

/** How the pages of one file were told apart. */
export const SplitView = Type.Object({
  arrival: Type.String(),
  name: Type.String(),
  /** Another one as soon as any page of the file lies elsewhere; a correction carries the one it saw. */
  version: Type.String(),
  /** Empty while pages of it are still to be looked at. */
  parts: Type.Array(SplitPart),
  letters: Type.Array(SplitLetterView),
})
export type SplitView = Static<typeof SplitView>

/**
 * cut: another envelope begins with this page. join: the part of this page belongs to the one before it. move: this page lies in that letter of the same
 * file; without `letter` in none.
 */
export const Correction = Type.Object({
  do: Type.Enum(['cut', 'join', 'move']),
  page: Type.String({ maxLength: 40 }),
  letter: Type.Optional(Type.String({ maxLength: 40 })),
})
export type Correction = Static<typeof Correction>

export const CorrectionRequest = Type.Object({ version: Type.String({ maxLength: 64 }), correction: Correction })
export type CorrectionRequest = Static<typeof CorrectionRequest>
