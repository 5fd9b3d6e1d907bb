import type { StackSheet, StackTruth } from '../contract/stackTruth.ts'
import type { LetterRow, PageRow } from '../contract/rows.ts'

export interface StackComparison {
  readonly pagesOnRightLetter: number
  /** Of pages that lie in a letter: how many in another than theirs. */
  readonly pagesOnWrongLetter: number
  /** Held, and for a reason that is theirs. */
  readonly heldWithReason: number
  /** Marks and bare paper: counted, and in no letter. */
  readonly dropped: number
  /** Held for a reason that is not theirs, held although nothing about them was doubtful, or neither placed nor held nor dropped. */
  readonly astray: readonly string[]
}

/** What became of each place of a stack against what lay there. `pages` in the order of the file. */
export function compareStack(
  { sheets, letters }: StackTruth,
  pages: readonly PageRow[],
  rows: readonly LetterRow[],
): StackComparison {
  const astray: string[] = []
  // A letter of the office is the one of the stack whose form pages it has: the first of them says which.
  const trueOf = new Map<string, number>()
  for (const [i, page] of pages.entries()) {
    const sheet = sheets[i]!
    if (page.letter === null || sheet.what !== 'form' || sheet.letter === null) continue
    const serial = letters[sheet.letter]!.serial
    const own =
      serial === null ? sheet.letter : letters.findIndex((letter) => letter.serial === serial && letter.copyOf === null)
    if (!trueOf.has(page.letter)) trueOf.set(page.letter, own)
  }
  for (const { id, waybill } of rows) {
    const own = trueOf.get(id)
    if (own !== undefined && waybill !== null && waybill !== letters[own]!.waybill)
      astray.push(`letter ${id} has the waybill of another`)
  }
  let [pagesOnRightLetter, pagesOnWrongLetter, heldWithReason, dropped] = [0, 0, 0, 0]
  for (const [i, sheet] of sheets.entries()) {
    const page = pages[i]
    const told = `${i} ${sheet.what} of ${sheet.letter}: ${page?.state} ${page?.reason ?? page?.letter ?? ''}`
    if (page === undefined || page.state === 'queued' || page.state === 'failed') astray.push(told)
    else if (page.letter !== null) {
      if (trueOf.get(page.letter) === sheet.letter) pagesOnRightLetter++
      else pagesOnWrongLetter++
    } else if (page.state === 'held') {
      if (sheet.mustBePlaced || !sheet.reasons.includes(page.reason!)) astray.push(told)
      else heldWithReason++
    } else if (mayBeDropped(sheet)) dropped++
    else astray.push(told)
  }
  return { pagesOnRightLetter, pagesOnWrongLetter, heldWithReason, dropped, astray }
}

/** Counted, and in no letter: blanks, separators, the label of an envelope without a form. */
function mayBeDropped({ what }: StackSheet): boolean {
  return what === 'blank' || what === 'divider' || what === 'code' || what === 'waybill'
}
