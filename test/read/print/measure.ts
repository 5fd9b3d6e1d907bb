import { parseArgs } from 'node:util'
import { editDistance, sameForm } from '../../../src/read/editDistance.ts'
import { trialSheet } from '../../../src/bench/trialSheet.ts'
import type { FittedPage } from '../../../src/contract/digitize.ts'
import type { LayoutField } from '../../../src/contract/layout.ts'
import type { Reading } from '../../../src/contract/reading.ts'
import type { Severity } from '../../../src/contract/truth.ts'
import type { Pool } from '../../../src/paper/pen/digits.ts'
import type { ScanWish } from '../../../src/paper/makeLetter.ts'
import { readBaseline } from '../../../src/read/baselines.ts'
import { openEngines } from '../../../src/read/engines/openEngines.ts'
import { readFields } from '../../../src/read/readFields.ts'
import { combForm } from '../digits/combForm.ts'
import { printedForm, scannedPages } from '../scannedPages.ts'

/**
 * `npm run measure:print -- [--pool validation|report] [--severity normal] [--mode grey|bits|colour] [--letters 2] [--from 1] [--as typed|strips|hand] [--alone]`: answers
 * typed in combs, grids and lines, stuck over them on strips, or written, through the whole way from print to reading; how many two engines read alike and
 * how many of those are wrong, and with `--alone` what each engine makes of the same ink by itself. About 10 s of CPU a letter.
 */
const { values: options } = parseArgs({
  options: {
    pool: { type: 'string', default: 'validation' },
    severity: { type: 'string', default: 'normal' },
    mode: { type: 'string' },
    letters: { type: 'string', default: '2' },
    from: { type: 'string', default: '1' },
    as: { type: 'string', default: 'typed' },
    alone: { type: 'boolean', default: false },
  },
})

interface Count {
  fields: number
  characters: number
  confirmed: number
  wrongConfirmed: number
  readonly exact: number[]
  readonly errors: number[]
}

const engines = await openEngines()
const counts = new Map<string, Count>()
for (const form of [combForm(), trialSheet()]) {
  const paper = await printedForm(form)
  for (let i = 0; i < Number(options.letters); i++) {
    const order = {
      seed: Number(options.from) + i,
      severity: options.severity as Severity,
      pool: options.pool as Pool,
      typed: options.as === 'strips' ? 'strips' : options.as === 'typed',
    } as const
    const mode = options.mode as ScanWish['mode']
    const { pages, truth } = await scannedPages(paper, order, mode === undefined ? {} : { mode })
    for (const page of pages) {
      const { readings } = await readFields(page, { campaign: form.campaign }, engines)
      for (const field of page.layout.fields) {
        const { value, hand } = truth[field.id]!
        // Some answers of a letter of strips are written.
        if (options.as === 'strips' && hand !== 'strip') continue
        if (typeof value !== 'string' || field.kind === 'signature' || value === '') continue
        await compare(page, field, field.decoder === 'date' ? value.replaceAll('-', '') : value, readings[field.id]!)
      }
    }
  }
}
await engines.close()
for (const [kind, count] of counts) process.stdout.write(`${line(kind, count)}\n`)

async function compare(page: FittedPage, field: LayoutField, written: string, reading: Reading): Promise<void> {
  const kind = `${field.kind} ${field.decoder}`
  const fresh = { fields: 0, characters: 0, confirmed: 0, wrongConfirmed: 0, exact: [0, 0, 0], errors: [0, 0, 0] }
  const count = counts.get(kind) ?? fresh
  counts.set(kind, count)
  const value = 'value' in reading ? String(reading.value) : ''
  const texts = [field.decoder === 'date' ? value.replaceAll('-', '') : value]
  if (options.alone)
    for (const engine of ['ppocrLines', 'tesseract'] as const)
      texts.push(await readBaseline(page, field, engine, engines))
  const meant = sameForm(written)
  count.fields++
  count.characters += [...meant].length
  texts.map(sameForm).forEach((text, i) => {
    if (text === meant) count.exact[i]!++
    count.errors[i]! += Math.min([...meant].length, editDistance(meant, text))
  })
  if (reading.state !== 'read' || reading.confirmed !== true) return
  count.confirmed++
  if (sameForm(texts[0]!) !== meant) count.wrongConfirmed++
}

function line(kind: string, count: Count): string {
  const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`
  const engine = (i: number): string =>
    `exact ${percent(count.exact[i]!, count.fields)}, characters wrong ${percent(count.errors[i]!, count.characters)}`
  return (
    `${kind.padEnd(16)} ${count.fields}: ${engine(0)}; confirmed ${count.confirmed}, wrong among them ${count.wrongConfirmed}` +
    (options.alone ? `; PP-OCR alone ${engine(1)}; tesseract alone ${engine(2)}` : '')
  )
}
