import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { foldersOf, formsFolder } from '../../src/cli/folders.ts'
import { knownForms } from '../../src/cli/knownForms.ts'
import { readSettings } from '../../src/cli/settings.ts'
import type { DigitizeResult, DigitizeTask } from '../../src/contract/digitize.ts'
import type { GrayImage } from '../../src/contract/image.ts'
import type { LayoutPage } from '../../src/contract/layout.ts'
import type { DrawnSteps, StepsTask } from '../../src/contract/pageSteps.ts'
import type { TruthLetter, TruthPage } from '../../src/contract/truth.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { digitizePage, type DigitizeTools } from '../../src/pipeline/digitizePage.ts'
import { openFormShelf } from '../../src/pipeline/formShelf.ts'
import { unpackSteps } from '../../src/pipeline/stepsFile.ts'
import { stepsTask } from '../../src/pipeline/stepsTask.ts'
import { openEngines } from '../../src/read/engines/openEngines.ts'
import { putBlanks } from '../run/drawnBlanks.ts'

const samples = resolve(import.meta.dirname, '../../scans/samples')

/** What is drawn of scans whose truth is known, by the real engines: kept beside a page in trouble, and the same when it is drawn again. */
describe('the steps of a page', () => {
  let folder: string
  let tools: DigitizeTools
  let hostile: { result: DigitizeResult; kept: DrawnSteps; bytes: number; truth: TruthPage; layout: LayoutPage }
  const taskOf = (file: string, index: number, mime: string): DigitizeTask & { stepsPath: string } => {
    const named = (end: string): string => join(folder, `${file}.${index}.${end}`)
    return { path: join(samples, file), mime, index, viewPath: named('jpg'), stepsPath: named('steps') }
  }
  const stepsIn = async (path: string): Promise<DrawnSteps> => unpackSteps(await readFile(path))!
  const truthOf = async (name: string): Promise<TruthLetter> =>
    JSON.parse(await readFile(join(samples, `${name}.json`), 'utf8')) as TruthLetter

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-steps-'))
    await putBlanks(folder)
    const { derived } = foldersOf(readSettings({ XIANCE_DATA: folder }))
    const known = await knownForms(await loadForms(formsFolder), derived)
    tools = { forms: openFormShelf(known), engines: await openEngines(), megapixels: 80 }
    const task = taskOf('ideas-hostile.pdf', 1, 'application/pdf')
    const result = await digitizePage(task, tools)
    const [truth] = (await truthOf('ideas-hostile')).pages.filter(({ page }) => page === 2)
    const { layout } = tools.forms.layouts.map((form) => ({ layout: form.pages[1]!, form })).find(({ form }) => form.form === result.code?.form)! // prettier-ignore
    const file = await readFile(task.stepsPath)
    hostile = { result, kept: unpackSteps(file)!, bytes: file.length, truth: truth!, layout }
  }, 240_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('keeps them in few bytes, with every fiducial where it is in the scan and the covered ones lost', () => {
    const { result, kept, bytes, truth } = hostile
    expect(result).toMatchObject({ state: 'read' })
    expect(bytes).toBeLessThan(300_000)
    const { seen } = kept
    // It lies on its head.
    expect(seen).toMatchObject({ turn: 2, byHand: false, missing: [], widthPx: result.widthPx })
    const covered = truth.damage.flatMap((damage) => (damage.startsWith('fiducial-lost') ? damage.split(':')[1]! : []))
    expect(covered.length).toBe(2)
    const lost = seen.fiducials.filter(({ state }) => state === 'lost').map(({ id }) => id)
    expect(covered.every((id) => seen.fiducials.find((one) => one.id === id)!.state !== 'found')).toBe(true)
    expect(lost.every((id) => covered.includes(id))).toBe(true)
    const mm = seen.fit!.pxPerMm
    for (const { id, state, foundPx, expectedPx } of seen.fiducials) {
      const at = truth.fiducialsPx[id]!
      // Two folds bend the sheet.
      expect(Math.hypot(expectedPx.x - at.x, expectedPx.y - at.y) / mm, id).toBeLessThan(1)
      if (state === 'found') expect(Math.hypot(foundPx!.x - at.x, foundPx!.y - at.y) / mm, id).toBeLessThan(0.15)
    }
    expect(seen.findings.map(({ finding }) => finding.code)).toContain('MARKER_COVERED')
    // What is wrong is drawn where it is.
    for (const { finding, outlinePx } of seen.findings.filter(({ finding }) => finding.code === 'MARKER_COVERED')) {
      const ids = covered.filter((id) => inside(truth.fiducialsPx[id]!, outlinePx!))
      expect(ids, JSON.stringify(finding)).toHaveLength(1)
    }
  })

  it('shows ink without form: nothing of the rules of the cells, all of what is written in them', async () => {
    const { kept, layout } = hostile
    const [scan, ink] = await Promise.all([gray(kept.scan!.bytes), gray(kept.ink!.bytes)])
    const [{ cells = [] }] = layout.fields as [LayoutPage['fields'][number]]
    const fieldIn = kept.seen.fields[0]!
    expect(fieldIn.boxesPx).toHaveLength(cells.length)
    const inkPerMm = ink.widthPx / tools.forms.layouts[0]!.pageSize.widthMm
    const shrunk = scan.widthPx / kept.seen.widthPx
    // Between two characters stand the rules of their cells and nothing else, mostly: the darkest of a few pixels on either side.
    let [ruleInScan, ruleInInk, filled] = [0, 0, 0]
    for (const [i, cell] of cells.entries()) {
      const [x0, y0, , , x2, y2] = fieldIn.boxesPx[i]! as [number, number, number, number, number, number]
      // Turned by half: the first corner of the page's cell is at the lower right of the scan's.
      ruleInScan += darkest(scan, x0 * shrunk, ((y0 + y2) / 2) * shrunk)
      ruleInInk += darkest(ink, cell.x * inkPerMm, (cell.y + cell.h / 2) * inkPerMm)
      filled += darkest(ink, (cell.x + cell.w / 2) * inkPerMm, (cell.y + cell.h / 2) * inkPerMm, 8) < 128 ? 1 : 0
      expect(x2).toBeLessThan(x0)
    }
    expect(ruleInScan / cells.length).toBeLessThan(225)
    expect(ruleInInk / cells.length).toBeGreaterThan(245)
    const written = Object.values((await truthOf('ideas-hostile')).fields)
    const cellsWritten = written.flatMap(({ cells: own }) => (own?.length === cells.length ? own : [])).filter((one) => one !== '') // prettier-ignore
    expect(cellsWritten.length).toBeGreaterThan(50)
    expect(Math.abs(filled - cellsWritten.length) / cellsWritten.length).toBeLessThan(0.1)
    // The crop is the field alone, and no piece of the scan.
    const crop = await gray(kept.crops[fieldIn.id]!.bytes)
    expect(mean(crop)).toBeGreaterThan(mean(scan) + 10)
  })

  it('draws the same pixels again from the original and the fit on record', async () => {
    const { result, kept } = hostile
    const fit = result.state === 'read' ? result.fit : null
    const again = await drawnAgain(taskOf('ideas-hostile.pdf', 1, 'application/pdf'), result, fit)
    const { drawnAt: _, ...before } = kept.seen
    expect(again.seen).toMatchObject(before)
    expect(Buffer.compare(again.ink!.bytes, kept.ink!.bytes)).toBe(0)
    expect(Object.keys(again.crops)).toEqual(Object.keys(kept.crops))
  }, 60_000)

  it('keeps nothing of a sound page, takes no time for it, and draws it when it is asked for', async () => {
    const task = taskOf('slip-clean-p1.png', 0, 'image/png')
    const result = await digitizePage(task, tools)
    expect(result.state).toBe('read')
    expect(result.ms.steps).toBeUndefined()
    expect(existsSync(task.stepsPath)).toBe(false)
    const drawn = await drawnAgain(task, result, result.state === 'read' ? result.fit : null)
    expect(drawn.seen.fiducials.every(({ state }) => state === 'found')).toBe(true)
    expect(drawn.seen).toMatchObject({ turn: 0, missing: [], findings: [] })
    expect(drawn.ink).not.toBeNull()
  }, 60_000)

  it('keeps why a page was not fitted, and where its discs were seen', async () => {
    const path = join(folder, 'covered.png')
    const { pages } = await truthOf('slip-clean')
    const [truth] = pages as [TruthPage]
    const places = Object.values(truth.fiducialsPx).flatMap((at) => at ?? [])
    const white = { r: 255, g: 255, b: 255 }
    const cover = { create: { width: 130, height: 130, channels: 3, background: white } } as const
    const over = places.slice(0, -2).map(({ x, y }) => ({ input: cover, left: Math.round(x) - 65, top: Math.round(y) - 65 })) // prettier-ignore
    await sharp(join(samples, 'slip-clean-p1.png')).toColourspace('srgb').composite(over).png().toFile(path)
    const task = { ...taskOf('covered.png', 0, 'image/png'), path }
    expect(await digitizePage(task, tools)).toMatchObject({ state: 'held', reason: 'PAGE_FIT_FAILED' })
    const { seen, ink, scan } = await stepsIn(task.stepsPath)
    expect(scan).not.toBeNull()
    expect(ink).toBeNull()
    expect(seen.missing).toEqual(['fitted', 'ink', 'crops'].map((step) => ({ step, why: 'PAGE_FIT_FAILED' })))
    expect(seen.codePx).toHaveLength(8)
    expect(seen.fiducials.filter(({ state }) => state === 'lost').length).toBeGreaterThanOrEqual(places.length - 2)
  }, 60_000)

  async function drawnAgain(task: DigitizeTask, { code, diagnosis }: DigitizeResult, fit: StepsTask['fit']) {
    const layout = tools.forms.layouts.find(({ form }) => form === code!.form)!
    const stepsPath = join(folder, 'again.steps')
    const known = { code, fit, layout, cornersPx: null, byHand: null, findings: diagnosis?.findings ?? [] }
    expect(await stepsTask({ ...task, ...known, stepsPath, why: 'BLANK_GONE' }, tools)).toBe(true)
    return stepsIn(stepsPath)
  }
})

async function gray(bytes: Uint8Array): Promise<GrayImage> {
  const { data, info } = await sharp(bytes).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) }
}

function darkest({ widthPx, heightPx, data }: GrayImage, x: number, y: number, reach = 1): number {
  let least = 255
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const [column, row] = [Math.floor(x) + dx, Math.floor(y) + dy]
      if (column >= 0 && row >= 0 && column < widthPx && row < heightPx) least = Math.min(least, data[row * widthPx + column]!) // prettier-ignore
    }
  return least
}

function mean({ data }: GrayImage): number {
  return data.reduce((sum, value) => sum + value, 0) / data.length
}

function inside({ x, y }: { x: number; y: number }, outline: readonly number[]): boolean {
  const [xs, ys] = [outline.filter((_, i) => i % 2 === 0), outline.filter((_, i) => i % 2 === 1)]
  return x > Math.min(...xs) && x < Math.max(...xs) && y > Math.min(...ys) && y < Math.max(...ys)
}
