import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Tinypool } from 'tinypool'
import { findForm } from '../../../src/cli/findForm.ts'
import { knownForms } from '../../../src/cli/knownForms.ts'
import { severities, type Severity } from '../../../src/contract/truth.ts'
import { LOWER, UPPER } from '../../../src/read/marks/markState.ts'
import { fiveInTenThousand, marginsOf, pagesOf, verdict, waysOf, WRONG_FIT_MM, type LetterMarks } from './figures.ts'
import type { MarksWish } from './oneLetter.ts'

/**
 * `npm run measure:marks -- [--letters N] [--severity S] [--pool report|development] [--seed K] [--lang zh|en] [--form F]
 * [--ticks-only] [--scans FOLDER] [--json FILE]`: pages and ticks only, no text is read. Seeds are those of `xiance bench`. `--scans` keeps the
 * scans, so that the next run need not write them again; every fault is named with the seed and the box it is in.
 */
const { values } = parseArgs({
  options: {
    letters: { type: 'string', default: '40' },
    severity: { type: 'string' },
    pool: { type: 'string', default: 'development' },
    seed: { type: 'string' },
    lang: { type: 'string', default: 'zh' },
    form: { type: 'string', default: 'golden-ideas-2021' },
    'ticks-only': { type: 'boolean', default: false },
    processes: { type: 'string', default: '2' },
    scans: { type: 'string' },
    json: { type: 'string' },
  },
})
const pool = values.pool === 'report' ? 'report' : 'development'
const first = Number(values.seed ?? { development: 1, report: 2021 }[pool]) * 10_000 + 1
const wanted: readonly Severity[] =
  values.severity === undefined ? severities : severities.filter((s) => s === values.severity)
const folder = await mkdtemp(join(tmpdir(), 'xiance-marks-'))
const scans = values.scans ?? folder
mkdirSync(scans, { recursive: true })
// Drawn once here: two processes would draw the same blanks at the same time.
await knownForms([await findForm(values.form)], folder)
const processes = Number(values.processes)
const workers = new Tinypool({
  filename: new URL('oneLetter.ts', import.meta.url).href,
  runtime: 'child_process',
  minThreads: processes,
  maxThreads: processes,
  execArgv: ['--import', import.meta.resolve('tsx')],
})
const report: Record<string, LetterMarks[]> = {}
try {
  for (const severity of wanted) {
    const wishes = Array.from({ length: Number(values.letters) }, (_, i): MarksWish => {
      const { form, 'ticks-only': ticksOnly } = values
      const lang = values.lang === 'en' ? 'en' : 'zh'
      return { form, lang, seed: first + i, severity, pool, ticksOnly, scans, derived: folder }
    })
    report[severity] = await Promise.all(wishes.map(async (wish) => (await workers.run(wish)) as LetterMarks))
    process.stdout.write(tell(severity, report[severity]))
  }
} finally {
  await workers.destroy()
  await rm(folder, { recursive: true, force: true })
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(report))

function tell(severity: Severity, letters: readonly LetterMarks[]): string {
  const { pages, fitted, held, trueMm, wrongFits, ms } = pagesOf(letters)
  const mm = (value: number): string => value.toFixed(3)
  const lines = [
    `${pool} ${severity} ${values.form} ${values.lang} seeds ${first}-${first + letters.length - 1}`,
    `  pages ${fitted} of ${pages} fitted${named(held)}; true error ${mm(trueMm.median)} median, ${mm(trueMm.p95)} p95, ` +
      `${mm(trueMm.worst)} worst, ${wrongFits} accepted beyond ${WRONG_FIT_MM} mm`,
    `  milliseconds of CPU a page (median): register ${ms.register.toFixed(0)}, marks ${ms.marks.toFixed(0)}, both ${ms.both.toFixed(0)}`,
  ]
  const ways = [...waysOf(letters)].toSorted(([, a], [, b]) => a.total - b.total)
  for (const [way, f] of ways)
    lines.push(
      `  ${way.padEnd(10)} ${String(f.total).padStart(6)} boxes, ${f.right} right, ${f.wrong} wrong ` +
        `(${f.wrongUnflagged} unflagged), ${f.doubtful} doubtful, ${f.held} on held pages`,
    )
  lines.push(tellMargins(letters))
  for (const { seed, boxes, pages: seen } of letters) {
    for (const { page, fate, trueMm: off, statedMm, damage } of seen)
      if (fate !== 'fitted' || off! > WRONG_FIT_MM)
        lines.push(`  ! ${seed} page ${page} ${fate} true ${off} stated ${statedMm} [${damage.join(', ')}]`)
    for (const box of boxes)
      if (verdict(box) === 'wrong' || verdict(box) === 'doubtful')
        lines.push(
          `  ${verdict(box) === 'wrong' ? '!' : '?'} ${seed} ${box.field} ${box.option}: ${box.way}, read ${box.state} ` +
            `(${box.confidence.toFixed(2)})${box.toPerson ? ', person' : ''}`,
        )
  }
  return `${lines.join('\n')}\n`
}

function tellMargins(letters: readonly LetterMarks[]): string {
  const { empty, ticks, lost } = marginsOf(letters)
  const beyond = (list: readonly number[], is: (strength: number) => boolean): string =>
    `${list.filter(is).length} of ${list.length}`
  const [highest, lowest] = [fiveInTenThousand(empty), fiveInTenThousand(ticks)].map(
    (value) => value?.toFixed(2) ?? '–',
  )
  return (
    `  margins ${LOWER} and ${UPPER}: empty boxes above ${beyond(empty, (s) => s > LOWER)} and ${beyond(empty, (s) => s >= UPPER)}, 5 in 10,000 from ${highest} on; ` +
    `ticks below ${beyond(ticks, (s) => s <= LOWER)} and ${beyond(ticks, (s) => s < UPPER)}, 5 in 10,000 up to ${lowest}, no stroke left of ${lost}`
  )
}

function named(held: Readonly<Record<string, number>>): string {
  const all = Object.entries(held)
  return all.length === 0 ? '' : ` (${all.map(([reason, count]) => `${count} ${reason}`).join(', ')})`
}
