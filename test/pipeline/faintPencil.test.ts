import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { editDistance } from '../../src/read/editDistance.ts'
import { foldersOf, formsFolder } from '../../src/cli/folders.ts'
import { knownForms } from '../../src/cli/knownForms.ts'
import { readSettings } from '../../src/cli/settings.ts'
import type { DigitizeResult } from '../../src/contract/digitize.ts'
import type { LoadedForm } from '../../src/contract/form.ts'
import type { TruthLetter } from '../../src/contract/truth.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { makeLetter } from '../../src/paper/makeLetter.ts'
import { digitizePage, type DigitizeTools } from '../../src/pipeline/digitizePage.ts'
import { openFormShelf } from '../../src/pipeline/formShelf.ts'
import { openEngines } from '../../src/read/engines/openEngines.ts'
import { putBlanks } from '../run/drawnBlanks.ts'
import { printedForm, type PrintedForm } from '../read/scannedPages.ts'

/** A letter written in pencil, once scanned in black and white, of which dots are left, and once in grey, by the real engines. */
describe('pencil', () => {
  let folder: string
  let tools: DigitizeTools
  let form: LoadedForm
  let paper: PrintedForm
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-pencil-'))
    await putBlanks(folder)
    const forms = await loadForms(formsFolder)
    form = forms.find(({ id }) => id === 'golden-ideas-2021')!
    const { derived } = foldersOf(readSettings({ XIANCE_DATA: folder }))
    tools = { forms: openFormShelf(await knownForms(forms, derived)), engines: await openEngines(), megapixels: 80 }
    paper = await printedForm(form)
  }, 240_000)
  afterAll(async () => {
    await tools.engines.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('is read from the dots that black and white leaves of it, and the page is to be scanned again in grey', async () => {
    const { results, truth } = await scanned('bits')
    for (const result of results) {
      const finding = findingsOf(result).find(({ code }) => code === 'INK_DOTTED')
      expect(finding).toMatchObject({ unit: '%', sides: [] })
      expect(finding!.measured).toBeGreaterThanOrEqual(25)
    }
    expect(wrongOf('idea', results, truth)).toBeLessThanOrEqual(FLOOR.bits)
  }, 240_000)

  it('is read as any pen in grey', async () => {
    const { results, truth } = await scanned('grey')
    expect(results.flatMap(findingsOf).filter(({ code }) => code === 'INK_DOTTED')).toEqual([])
    expect(wrongOf('idea', results, truth)).toBeLessThanOrEqual(FLOOR.grey)
  }, 240_000)

  async function scanned(mode: 'bits' | 'grey'): Promise<{ results: DigitizeResult[]; truth: TruthLetter }> {
    const { layout, campaign } = form
    const order = { layout, serial: null, blanks: paper.blanks, window: campaign.window, seed: PENCIL_SEED }
    const { files, truth } = await makeLetter(
      { ...order, severity: 'normal', pool: 'validation' },
      { mode, format: 'png' },
    )
    const results: DigitizeResult[] = []
    for (const { file, index } of truth.pages) {
      const path = join(folder, `${mode}-${file}`)
      await writeFile(path, files.find(({ fileName }) => fileName === file)!.bytes)
      results.push(await digitizePage({ path, mime: 'image/png', index, viewPath: `${path}.jpg` }, tools))
    }
    expect(results.map(({ state }) => state)).toEqual(truth.pages.map(() => 'read'))
    return { results, truth }
  }
})

const PENCIL_SEED = 267
const FLOOR = { bits: 0.15, grey: 0.02 }

const findingsOf = (result: DigitizeResult) => ('diagnosis' in result ? (result.diagnosis?.findings ?? []) : [])

/** Characters wrong in a field, as a share of those written. */
function wrongOf(field: string, results: readonly DigitizeResult[], truth: TruthLetter): number {
  const text = String(truth.fields[field]!.value)
  const reading = results.flatMap((result) => (result.state === 'read' ? (result.readings[field] ?? []) : []))[0]
  return editDistance(text, reading?.state === 'read' ? String(reading.value) : '') / text.length
}
