import { Type, type Static } from 'typebox'
import { BoxMm } from './layout.ts'
import type { PageReason } from './reasons.ts'

/** What may be wrong with a scan. `locale/` holds a sentence and advice for each. */
export const findingCodes = [
  /** A line along the way of the scanner: dirt on the glass. */
  'STREAK',
  /** Toner ran low, or the scan is too light. */
  'PRINT_LIGHT',
  /** Something printed lies outside the scan. */
  'EDGE_CUT',
  'CORNER_FOLDED',
  /** Longer one way than the other: the feeder slipped. */
  'STRETCHED',
  /** Another size than the form has: printed to fit, or on other paper. */
  'SCALED',
  'PHOTOCOPY',
  'RESOLUTION_LOW',
  'BLURRED',
  /** Lies on its head or on its side; it is read all the same. */
  'TURNED',
  'MARKER_COVERED',
  'CODE_UNREADABLE',
  /** Black and white has left dots of a faint pen. */
  'INK_DOTTED',
] as const
export type FindingCode = (typeof findingCodes)[number]

/** A side of the sheet as it is read, or of the picture where nobody knows how it lies. */
export const Side = Type.Enum(['top', 'right', 'bottom', 'left'])
export type Side = Static<typeof Side>

/** One thing that is wrong with a scan: where, and how much. A finding is a measurement, never a guess at what is written. */
export const Finding = Type.Object({
  code: Type.Enum([...findingCodes]),
  /** In millimetres of the picture that is shown of the page (PageView): of the layout when it is fitted, else of the scan. */
  boxMm: Type.Union([BoxMm, Type.Null()]),
  /** One for an edge, two for a corner. */
  sides: Type.Array(Side),
  /** What the sentence of `code` says of it. */
  measured: Type.Number(),
  unit: Type.Enum(['mm', '%', 'dpi', '°']),
})
export type Finding = Static<typeof Finding>

/** What is kept of one look at a page; `run` 0 is the look before it was read. */
export interface FindingsRow {
  readonly page: string
  readonly run: number
  readonly findings: readonly Finding[]
  /** Where the page seems to lie although it was not fitted, page millimetres to pixels: what a hand begins with. */
  readonly rough: readonly number[] | null
  readonly at: string
}

/** What a look measured, as a reader process answers it. */
export type Diagnosis = Pick<FindingsRow, 'findings' | 'rough'>

/** Held for something that another scan of the same sheet would mend. */
export const mendedByRescan: ReadonlySet<PageReason> = new Set<PageReason>([
  'PAGE_CODE_UNREADABLE',
  'PAGE_MARK_UNREADABLE',
  'PAGE_FIT_FAILED',
  'PAGE_RESOLUTION_TOO_LOW',
  'PAGE_TOO_LARGE',
  'PAGE_DECODE_FAILED',
  'PAGE_READ_FAILED',
])
