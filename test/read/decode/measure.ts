import { parseArgs } from 'node:util'
import type { Severity } from '../../../src/contract/truth.ts'
import { judgeField } from '../../../src/judge/judgeField.ts'
import type { Pool } from '../../../src/paper/pen/digits.ts'
import { openEngines } from '../../../src/read/engines/openEngines.ts'
import { readFields } from '../../../src/read/readFields.ts'
import { printedForm, scannedPages } from '../scannedPages.ts'
import { asRead, isPlanted, plantedForm } from './plantedForm.ts'

/**
 * `npm run measure:lists -- [--pool validation|report] [--severity normal] [--pages 6] [--from 1] [--wrong]`: units of a closed list and divisions of
 * China in squared cells, through the whole way, and among them planted ones that the reader does not know: how many of the known are
 * exact, how many of the planted stayed as they were written, were bent into something known, or stood without a person.
 */
const { values: options } = parseArgs({
  options: {
    pool: { type: 'string', default: 'validation' },
    severity: { type: 'string', default: 'normal' },
    pages: { type: 'string', default: '6' },
    from: { type: 'string', default: '1' },
    wrong: { type: 'boolean', default: false },
  },
})

const form = plantedForm()
const paper = await printedForm(form)
const engines = await openEngines()
const count = () => ({ known: 0, exact: 0, wrongUnflagged: 0, planted: 0, asWritten: 0, bent: 0, stood: 0 })
const counts: Record<string, ReturnType<typeof count>> = { unit: count(), division: count() }
for (let i = 0; i < Number(options.pages); i++) {
  const order = { seed: Number(options.from) + i, severity: options.severity as Severity, pool: options.pool as Pool }
  const { pages, truth } = await scannedPages(paper, order)
  for (const scanned of pages) {
    const page = { ...scanned, layout: { ...scanned.layout, fields: scanned.layout.fields.map(asRead) } }
    const { readings } = await readFields(page, { campaign: form.campaign }, engines)
    for (const field of page.layout.fields) {
      const text = String(truth[field.id]!.value)
      if (text === '') continue
      const reading = readings[field.id]!
      const read = reading.state === 'read' ? String(reading.value) : ''
      const isRejected = reading.state !== 'read' || reading.decoding?.reason === 'REJECTED'
      const stood = judgeField(field, reading, { window: form.campaign.window }).how === 'machine'
      const own = counts[field.id.split('-')[0]!]!
      if (isPlanted(text)) {
        own.planted++
        if (read === text) own.asWritten++
        if (!isRejected && read !== text) own.bent++
        if (stood && read !== text) own.stood++
      } else {
        own.known++
        if (read === text) own.exact++
        else if (stood) own.wrongUnflagged++
      }
      if (options.wrong && read !== text)
        process.stdout.write(
          `${order.seed} ${field.id} ${truth[field.id]!.hand} ${text} → ${read}${isRejected ? ' rejected' : ''}\n`,
        )
    }
  }
}
await engines.close()
for (const [kind, c] of Object.entries(counts))
  process.stdout.write(
    `${options.pool}, ${options.severity}, ${kind}: ${c.known} known, exact ${((100 * c.exact) / c.known).toFixed(1)} %, wrong and not flagged ` +
      `${c.wrongUnflagged}; ${c.planted} planted, as written ${c.asWritten}, bent ${c.bent}, of these without a person ${c.stood}\n`,
  )
