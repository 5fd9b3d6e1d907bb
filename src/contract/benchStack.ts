import type { BenchReport } from './bench.ts'

/** What became of a mixed stack whose truth is known. Every page is in exactly one of the five counts. */
export interface StackFigures {
  letters: number
  pages: number
  pagesOnRightLetter: number
  /** The bar is 0. */
  pagesOnWrongLetter: number
  /** For a reason that is theirs. */
  heldWithReason: number
  /** Marks and bare paper. */
  dropped: number
  /** Held for another reason, or although nothing about them was doubtful, failed or lost: `astray` names each. A letter with the waybill of another too. */
  heldOtherwise: number
  astray: readonly string[]
  lettersFound: number
  seconds: number
  /** From the file in hand to the last page read. */
  pagesPerMinute: number
  /** Largest resident memory of the service and of any reader; null without /proc. */
  serviceRssMb: number | null
  readerRssMb: number | null
}

export interface BenchStackReport extends Pick<BenchReport, 'machine' | 'seed' | 'pool' | 'model'> {
  severity: string
  fileMb: number
  stack: StackFigures
}
