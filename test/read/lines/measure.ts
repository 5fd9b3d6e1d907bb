import { parseArgs } from 'node:util'
import type { Severity } from '../../../src/contract/truth.ts'
import { countCharacters, isRight } from '../../../src/bench/compareLetter.ts'
import { emptyTally, fieldTally } from '../../../src/bench/tally.ts'
import { statedError } from '../../../src/judge/calibration.ts'
import { judgeField } from '../../../src/judge/judgeField.ts'
import type { Pool } from '../../../src/paper/pen/digits.ts'
import { openEngines } from '../../../src/read/engines/openEngines.ts'
import { readFields } from '../../../src/read/readFields.ts'
import { wilson } from '../../../src/review/wilson.ts'
import { printedForm, scannedPages } from '../scannedPages.ts'
import { lineForm } from './lineForm.ts'

/**
 * `npm run measure:lines -- [--pool validation|development|report] [--severity normal] [--pages 10] [--from 1] [--wrong]`: writing lines through the
 * whole way from print to decision: how many are exact, and of those that stand without a person how many the calibration in force
 * says are wrong and how many are. `--wrong` lists what stood and was wrong, and every line with its score.
 */
const { values: options } = parseArgs({
  options: {
    pool: { type: 'string', default: 'validation' },
    severity: { type: 'string', default: 'normal' },
    pages: { type: 'string', default: '10' },
    from: { type: 'string', default: '1' },
    wrong: { type: 'boolean', default: false },
  },
})

const form = lineForm()
const paper = await printedForm(form)
const engines = await openEngines()
const figures = fieldTally(emptyTally(), 'line')
let held = 0
let stands = 0
let stated = 0
for (let i = 0; i < Number(options.pages); i++) {
  const order = { seed: Number(options.from) + i, severity: options.severity as Severity, pool: options.pool as Pool }
  const { pages, truth } = await scannedPages(paper, order)
  if (pages.length === 0) held++
  for (const page of pages) {
    const { readings } = await readFields(page, { campaign: form.campaign }, engines)
    for (const field of page.layout.fields) {
      const meant = truth[field.id]!
      const reading = readings[field.id]!
      const right = isRight(field, meant, reading)
      const read = reading.state === 'read' ? String(reading.value) : ''
      figures.total++
      if (right) figures.exact++
      countCharacters(figures, String(meant.value), read)
      const stood = judgeField(field, reading, { window: form.campaign.window }).how === 'machine'
      if (stood) {
        stands++
        stated += statedError(field, reading)!
        if (!right) figures.wrongUnflagged++
      }
      if (!options.wrong) continue
      const sure = 'confidence' in reading ? reading.confidence.toFixed(4) : '–'
      const mark = right ? 'right' : stood ? 'WRONG AND STOOD' : 'wrong'
      process.stdout.write(
        `${order.seed} ${field.id} ${meant.hand} ${sure} ${mark}: ${String(meant.value)} → ${read}\n`,
      )
    }
  }
}
await engines.close()
const percent = (share: number): string => `${(100 * share).toFixed(2)} %`
const [low, high] = wilson(figures.wrongUnflagged, stands) ?? [0, 0]
process.stdout.write(
  `${options.pool}, ${options.severity}: ${options.pages} pages, ${held} held; ${figures.total} lines, exact ${percent(figures.exact / figures.total)}, ` +
    `characters wrong ${percent(figures.errors / figures.characters)}\n` +
    `${stands} stand without a person: wrong ${percent(stated / stands)} as stated, ${percent(figures.wrongUnflagged / stands)} as found ` +
    `(${figures.wrongUnflagged}, ${percent(low)} to ${percent(high)})\n`,
)
