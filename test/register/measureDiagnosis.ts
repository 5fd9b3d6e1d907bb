import { loadForms } from '../../src/form/loadForms.ts'
import { writeLetter } from '../../src/paper/writeLetter.ts'
import { diagnoseFitted } from '../../src/register/diagnose.ts'
import { printedForm, scannedPages } from '../read/scannedPages.ts'
import { diagnosed } from './diagnosedScans.ts'
import { plantedCodes, plantedFaults } from './plantedFaults.ts'
import { plantedScan, type Fault } from './plantedScans.ts'

/**
 * How often each finding is right and how often it is raised without its fault, on development pages: `tsx test/register/measureDiagnosis.ts [LETTERS]`.
 * Prints a line a scan and the table of decisions/0108.
 */
async function measure(letters: number): Promise<void> {
  const form = (await loadForms(new URL('../../forms', import.meta.url).pathname)).find(
    ({ id }) => id === 'golden-ideas-2021',
  )!
  const { blanks } = await printedForm(form)
  const { layout, campaign } = form
  const tally = new Map(plantedCodes.map((code) => [code, { planted: 0, found: 0, without: 0, raised: 0 }]))
  const times: number[] = []
  const inFiles = new Map<string, number>()
  let files = 0
  for (let seed = 1; seed <= letters; seed++) {
    const order = {
      layout,
      serial: null,
      blanks,
      window: campaign.window,
      seed,
      severity: 'normal',
      pool: 'development',
    }
    const letter = await writeLetter(order as Parameters<typeof writeLetter>[0])
    const one = async (name: string, severity: 'clean' | 'normal', page: number, fault: Fault, own: string | null) => {
      const image = plantedScan(letter, page, severity, 100 * seed + page, fault)
      const { state, findings, ms } = await diagnosed(image, page, layout, blanks)
      if (state === 'fitted') times.push(ms)
      const codes = new Set(findings.map(({ code }) => code as string))
      for (const [code, count] of tally) {
        if (code === own) {
          count.planted++
          if (codes.has(code)) count.found++
        } else if (own === null) {
          count.without++
          if (codes.has(code)) count.raised++
        }
      }
      const said = findings.map(({ code, measured, unit, sides }) => `${code} ${measured} ${unit} ${sides.join('+')}`)
      console.log(`${seed} ${name} p${page} ${state} ${ms.toFixed(0)} ms: ${said.join(' | ')}`)
    }
    for (const page of [1, 2]) {
      await one('clean', 'clean', page, { plan: {} }, null)
      // Streaks are part of `normal`; here pages without any fault are asked for.
      await one('normal', 'normal', page, { plan: { streaks: 0 } }, null)
    }
    // The same as files: what JPEG, PDF and TIFF do to it, upside down and with streaks as they come. Whatever is said is printed, with its letter.
    for (const severity of ['clean', 'normal'] as const) {
      const { pages } = await scannedPages({ form, blanks }, { seed, severity, pool: 'development' })
      for (const { image, fit, layout: page, blank } of pages) {
        const findings = diagnoseFitted(image, fit, page, blank, layout.pageSize)
        files++
        for (const { code } of findings) inFiles.set(code, (inFiles.get(code) ?? 0) + 1)
        console.log(
          `${seed} file ${severity} p${page.page}: ${findings.map((f) => `${f.code} ${f.measured}`).join(' | ')}`,
        )
      }
    }
    for (const code of plantedCodes) await one(code, 'normal', 1 + (seed % 2), plantedFaults[code], code)
  }
  times.sort((a, b) => a - b)
  console.log('finding | found of planted | raised of pages without a fault')
  for (const [code, { planted, found, without, raised }] of tally)
    console.log(`${code} | ${found} of ${planted} | ${raised} of ${without}`)
  console.log(`raised on ${files} pages of scan files: ${JSON.stringify([...inFiles])}`)
  console.log(
    `fitted pages: median ${times[times.length >> 1]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms`,
  )
}

await measure(Number(process.argv[2] ?? 10))
