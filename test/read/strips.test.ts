import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formsFolder } from '../../src/cli/folders.ts'
import type { FittedPage } from '../../src/contract/digitize.ts'
import type { BoxMm, LayoutField } from '../../src/contract/layout.ts'
import { runsAcrossCells, type Reading } from '../../src/contract/reading.ts'
import type { Severity } from '../../src/contract/truth.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { mmToPx } from '../../src/geometry/transform.ts'
import { judgeField } from '../../src/judge/judgeField.ts'
import { coveredPart } from '../../src/read/covered.ts'
import { openEngines, type Engines } from '../../src/read/engines/openEngines.ts'
import { readFields } from '../../src/read/readFields.ts'
import { printedForm, scannedPages, type PrintedForm, type ScannedPages } from './scannedPages.ts'

let paper: PrintedForm
let engines: Engines
beforeAll(async () => {
  const forms = await loadForms(formsFolder)
  paper = await printedForm(forms.find(({ id }) => id === 'golden-ideas-2021')!)
  engines = await openEngines()
}, 120_000)
afterAll(() => engines.close())

describe('answers that are stuck on', () => {
  it('over the cells are read as the lines that they are, and a person is told', async () => {
    const letter = await once({ ...STUCK_ON, severity: 'normal' }, 'grey')
    const strips = await readOf(letter, (hand) => hand === 'strip')
    expect(strips.map(({ field }) => field.id)).toEqual(expect.arrayContaining(['title', 'telephone', 'date', 'idea']))
    for (const { field, reading, written } of strips) {
      expect(reading, field.id).toMatchObject({ state: 'read', value: written })
      if (field.cells === undefined) continue
      expect(runsAcrossCells(field, reading), field.id).toBe(true)
      expect(reading, field.id).toMatchObject({ covered: true, confirmed: true })
      expect(judge(field, reading), field.id).toMatchObject({ how: 'none', reasons: ['COVERED'] })
    }
  }, 120_000)

  it('are read in black and white too, which shows no cells to be covered', async () => {
    const letter = await once({ ...STUCK_ON, severity: 'normal' }, 'bits')
    const strips = (await readOf(letter, (hand) => hand === 'strip')).filter(({ field }) => field.cells !== undefined)
    let exact = 0
    for (const { field, reading, written } of strips) {
      expect('covered' in reading, field.id).toBe(false)
      expect(judge(field, reading), field.id).toMatchObject({ how: 'none' })
      if (isExact({ reading, written })) exact++
    }
    // What goes with a wall under it, an i in an address, is missed: so a person is asked of every one.
    expect(exact).toBeGreaterThanOrEqual(strips.length - 1)
  }, 120_000)

  it('leave what is written beside them to be read as ever', async () => {
    const letter = await once({ ...STUCK_ON, severity: 'normal' }, 'grey')
    const written = await readOf(letter, (hand) => hand !== 'strip')
    expect(written.length).toBeGreaterThan(3)
    for (const { field, reading } of written) {
      expect('covered' in reading, field.id).toBe(false)
      expect(runsAcrossCells(field, reading), field.id).toBe(false)
    }
  }, 120_000)
})

describe('coveredPart', () => {
  it('is nothing on any page that only a pen has been on', async () => {
    for (const severity of ['normal', 'hostile'] as const satisfies readonly Severity[])
      for (const page of (await byHand(severity)).pages)
        for (const field of page.layout.fields) expect(coveredPart(page, field), `${severity} ${field.id}`).toBeNull()
  }, 120_000)

  it('is told where a sheet lies over most of a page too', async () => {
    const { pages } = await byHand('normal')
    const page = pages.find(({ layout }) => layout.page === 2)!
    const idea = page.layout.fields.find(({ id }) => id === 'idea')!
    const { x, y, w, h } = idea.boxMm
    const hidden = underNote(page, { x, y, w, h: 0.85 * h })
    expect(coveredPart(hidden, idea)!.h).toBeGreaterThan(0.8 * h)
  }, 120_000)

  it('is where a piece of paper lies, and what it hides is not taken for left blank', async () => {
    const { pages } = await byHand('normal')
    const page = pages.find(({ layout }) => layout.page === 1)!
    for (const id of ['telephone', 'topics', 'unit', 'signature']) {
      const field = page.layout.fields.find((one) => one.id === id)!
      const hidden = underNote(page, field.boxMm)
      const part = coveredPart(hidden, field)!
      expect(part.w, id).toBeGreaterThan(0.8 * field.boxMm.w)
      const { readings } = await readFields(only(hidden, field), { campaign: paper.form.campaign }, engines)
      expect(readings[id], id).toMatchObject({ state: 'unclear', covered: true })
      expect(judge(field, readings[id]!).reasons, id).toContain('COVERED')
      // Its neighbours are as they were.
      for (const other of page.layout.fields)
        if (other.id !== id && apart(other.boxMm, field.boxMm)) expect(coveredPart(hidden, other), other.id).toBeNull()
    }
  }, 120_000)
})

const STUCK_ON = { seed: 9, pool: 'validation', typed: 'strips' } as const

const judge = (field: LayoutField, reading: Reading) => judgeField(field, reading, paper.form.campaign)

// Each letter is made once.
const scanned = new Map<string, Promise<ScannedPages>>()
function once(order: Parameters<typeof scannedPages>[1], mode: 'grey' | 'bits'): Promise<ScannedPages> {
  const key = JSON.stringify([order, mode])
  const made = scanned.get(key) ?? scannedPages(paper, order, { mode })
  scanned.set(key, made)
  return made
}

async function byHand(severity: Severity): Promise<ScannedPages> {
  return once({ seed: 9, pool: 'validation', severity }, 'grey')
}

async function readOf({ pages, truth }: ScannedPages, ofHand: (hand: string | undefined) => boolean) {
  const found: { field: LayoutField; reading: Reading; written: unknown }[] = []
  for (const page of pages) {
    const { readings } = await readFields(page, { campaign: paper.form.campaign }, engines)
    for (const field of page.layout.fields)
      if (ofHand(truth[field.id]?.hand))
        found.push({ field, reading: readings[field.id]!, written: truth[field.id]!.value })
  }
  return found
}

function isExact({ reading, written }: { reading: Reading; written: unknown }): boolean {
  return reading.state === 'read' && reading.value === written
}

/** The page with a white sheet laid over a box and 2 mm beyond. */
function underNote(page: FittedPage, { x, y, w, h }: BoxMm): FittedPage {
  const { image } = page
  const data = image.data.slice()
  for (let yMm = y - 2; yMm < y + h + 2; yMm += 0.04)
    for (let xMm = x - 2; xMm < x + w + 2; xMm += 0.04) {
      const at = mmToPx(page.fit, xMm, yMm)
      data[Math.round(at.y) * image.widthPx + Math.round(at.x)] = 250
    }
  return { ...page, image: { ...image, data }, fit: { ...page.fit } }
}

function only(page: FittedPage, field: LayoutField): FittedPage {
  return { ...page, layout: { ...page.layout, fields: [field] } }
}

function apart(a: BoxMm, b: BoxMm): boolean {
  return a.x > b.x + b.w + 4 || b.x > a.x + a.w + 4 || a.y > b.y + b.h + 4 || b.y > a.y + a.h + 4
}
