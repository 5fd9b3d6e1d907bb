import { parseArgs } from 'node:util'
import type { FittedPage } from '../../../src/contract/digitize.ts'
import type { Decoder, LayoutField } from '../../../src/contract/layout.ts'
import type { Severity, TruthField } from '../../../src/contract/truth.ts'
import { judgeField } from '../../../src/judge/judgeField.ts'
import type { Pool } from '../../../src/paper/pen/digits.ts'
import { readBaseline } from '../../../src/read/baselines.ts'
import { openEngines, type Engines } from '../../../src/read/engines/openEngines.ts'
import { readFields } from '../../../src/read/readFields.ts'
import { combForm } from './combForm.ts'
import { printedForm, scannedPages } from '../scannedPages.ts'

/**
 * `npm run measure:digits -- [--pool validation|report] [--severity normal] [--pages 20] [--from 1] [--compare 4] [--wrong]`: combs
 * through the whole way from print to decision, and beside it what PP-OCR makes of the same cells (of the first pages, `compare`): the whole comb as a
 * line, and every cell alone. `--wrong` lists what was misread. About 5 s of CPU a page.
 */
const { values: options } = parseArgs({
  options: {
    pool: { type: 'string', default: 'validation' },
    severity: { type: 'string', default: 'normal' },
    pages: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    compare: { type: 'string', default: '4' },
    wrong: { type: 'boolean', default: false },
  },
})

interface Count {
  fields: number
  exact: number
  flagged: number
  wrongUnflagged: number
  cells: number
  cellsWrong: number
  compared: number
  asLine: number
  byCell: number
}

const form = combForm()
const paper = await printedForm(form)
const engines = await openEngines()
const counts = new Map<Decoder, Count>()
let held = 0
for (let i = 0; i < Number(options.pages); i++) {
  const order = { seed: Number(options.from) + i, severity: options.severity as Severity, pool: options.pool as Pool }
  const { pages, truth } = await scannedPages(paper, order)
  if (pages.length === 0) held++
  for (const page of pages) await measurePage(page, truth, i < Number(options.compare), engines)
}
await engines.close()
process.stdout.write(`${options.pool}, ${options.severity}: ${options.pages} pages, ${held} held\n`)
for (const [decoder, count] of counts) process.stdout.write(`${line(decoder, count)}\n`)

async function measurePage(
  page: FittedPage,
  truth: Readonly<Record<string, TruthField>>,
  compare: boolean,
  tools: Engines,
): Promise<void> {
  const { readings } = await readFields(page, { campaign: form.campaign }, tools)
  for (const field of page.layout.fields) {
    const meant = truth[field.id]!
    const text = String(meant.value)
    const reading = readings[field.id]!
    const decision = judgeField(field, reading, { window: form.campaign.window })
    const count = countOf(field.decoder)
    const read = 'value' in reading ? String(reading.value) : ''
    const wrong = read !== text
    const flagged = decision.how !== 'machine'
    count.fields++
    if (!wrong) count.exact++
    if (flagged) count.flagged++
    if (wrong && !flagged) count.wrongUnflagged++
    const characters = 'characters' in reading ? (reading.characters ?? []) : []
    for (const [cell, character] of (meant.cells ?? []).entries()) {
      count.cells++
      if ((characters.find((one) => one.cell === cell)?.value ?? '') !== character) count.cellsWrong++
    }
    if (wrong && options.wrong)
      tell(field, meant, read, reading.state, 'confidence' in reading ? reading.confidence : 0)
    if (!compare || text === '') continue
    count.compared++
    const plain = text.replaceAll('-', '')
    if ((await readBaseline(page, field, 'ppocrLines', tools)) === plain) count.asLine++
    if ((await readBaseline(page, field, 'ppocrCells', tools)) === plain) count.byCell++
  }
}

function tell(field: LayoutField, meant: TruthField, read: string, state: string, confidence: number): void {
  const slips = meant.corrections === undefined ? '' : ' (slip of the pen)'
  process.stdout.write(`${field.id} ${String(meant.value)} → ${read} ${state} ${confidence.toFixed(4)}${slips}\n`)
}

function countOf(decoder: Decoder): Count {
  const fresh = { fields: 0, exact: 0, flagged: 0, wrongUnflagged: 0, cells: 0, cellsWrong: 0, compared: 0, asLine: 0 }
  const count = counts.get(decoder) ?? { ...fresh, byCell: 0 }
  counts.set(decoder, count)
  return count
}

function line(decoder: Decoder, count: Count): string {
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`)
  return (
    `${decoder.padEnd(10)} ${String(count.fields).padStart(4)} fields, exact ${share(count.exact, count.fields)}, to a person ` +
    `${share(count.flagged, count.fields)}, wrong and not flagged ${count.wrongUnflagged} of ${count.fields - count.exact}, cells wrong ` +
    `${share(count.cellsWrong, count.cells)}; PP-OCR on ${count.compared}: line ${share(count.asLine, count.compared)}, cell by cell ` +
    share(count.byCell, count.compared)
  )
}
