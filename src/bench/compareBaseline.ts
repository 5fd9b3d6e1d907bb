import type { BaselineEngine } from '../contract/bench.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { TruthField, TruthLetter } from '../contract/truth.ts'
import { countCharacters, figureKind } from './compareLetter.ts'
import { sameForm } from '../read/editDistance.ts'
import { fieldTally, type Tally } from './tally.ts'

/** Whether an engine for text has anything to say of a field. */
export function isReadBy(engine: BaselineEngine, field: LayoutField): boolean {
  if (engine === 'ppocrCells') return field.cells !== undefined
  return field.kind !== 'choice' && field.kind !== 'signature'
}

/**
 * Adds to the tally what one engine alone read in a letter: texts by field id. Counted over the same fields as ours, so a
 * field of a page that found no letter counts as read empty here as it does there.
 */
export function compareBaseline(
  tally: Tally,
  engine: BaselineEngine,
  layout: { pages: readonly { page: number; fields: readonly LayoutField[] }[] },
  truth: TruthLetter,
  texts: ReadonlyMap<string, string>,
): void {
  const sent = new Set(truth.pages.map((page) => page.page))
  for (const field of layout.pages.filter(({ page }) => sent.has(page)).flatMap(({ fields }) => fields)) {
    const meant = truth.fields[field.id]
    if (meant === undefined || !isReadBy(engine, field)) continue
    const figures = fieldTally(tally, figureKind(field, meant.hand))
    const written = inkText(field, meant)
    const read = texts.get(field.id) ?? ''
    figures.total++
    if (sameForm(written) === sameForm(read)) figures.exact++
    countCharacters(figures, written, read)
  }
}

// The form prints the dashes of a date; an engine alone is asked for what the pen wrote.
function inkText(field: LayoutField, { value, cells }: TruthField): string {
  return field.decoder === 'date' && cells !== undefined ? cells.join('') : String(value)
}
