import type { PageReason } from './reasons.ts'

/** What lies on one place of a simulated stack, and what may become of it. */
export interface StackSheet {
  readonly what: 'waybill' | 'code' | 'divider' | 'smudged' | 'form' | 'unreadable' | 'attachment' | 'foreign' | 'blank'
  /** Which letter of the stack it is truly of, from 0; null: of none. */
  readonly letter: number | null
  /** Of a form page. */
  readonly page: number | null
  /** Quarter turns clockwise as it lies on the glass. */
  readonly turn: 0 | 1 | 2 | 3
  /** It must lie in its letter; otherwise it may also be held, for one of these reasons. */
  readonly mustBePlaced: boolean
  readonly reasons: readonly PageReason[]
}

/** One envelope of a simulated stack. */
export interface StackLetter {
  readonly waybill: string | null
  readonly code: string | null
  /** Of the form; of a photocopy the number of the letter whose serial it bears. */
  readonly serial: string | null
  readonly copyOf: number | null
  readonly version: 1 | 2
}

export interface StackTruth {
  readonly letters: readonly StackLetter[]
  readonly sheets: readonly StackSheet[]
}
