import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LayoutField } from '../../src/contract/layout.ts'
import type { TruthField } from '../../src/contract/truth.ts'
import type { Reading } from '../../src/contract/reading.ts'
import { judgeField } from '../../src/judge/judgeField.ts'
import { inventIdea } from '../../src/paper/content/ideas.ts'
import { planCrowding } from '../../src/paper/crowd.ts'
import { fillCells } from '../../src/paper/fillCells.ts'
import { newSheet } from '../../src/paper/pen/stamp.ts'
import { inventWriter } from '../../src/paper/pen/writer.ts'
import { randomOf } from '../../src/paper/random.ts'
import { readCells } from '../../src/read/cells.ts'
import { openEngines, type Engines } from '../../src/read/engines/openEngines.ts'
import { fitted, goldenIdeas, type TestForm } from './fittedPages.ts'

/** Floors of what was measured on these texts of the development hands; decisions/0113 has the figures. */
describe('characters that are not one to a cell', () => {
  let test: TestForm
  let engines: Engines
  const texts: Text[] = []
  beforeAll(async () => {
    test = await goldenIdeas()
    engines = await openEngines()
    for (const seed of WRITERS) texts.push(...(await readPage(test, seed, engines)))
  }, 300_000)
  afterAll(() => engines.close())

  const crowdedIn = (kind: 'two' | 'inserted') =>
    texts.flatMap((text) =>
      Object.entries(text.truth.crowded ?? {}).flatMap(([cell, it]) =>
        it === kind ? [{ ...text, at: Number(cell) }] : [],
      ),
    )

  it.each([
    ['two', 12, 0.85, 0.75],
    ['inserted', 12, 0.85, 0],
  ] as const)('%s: are recognised in their place', (kind, least, foundFloor, readFloor) => {
    const all = crowdedIn(kind)
    const found = all.filter(({ reading, at }) => markedAt(reading).get(at) === kind)
    const read = all.filter(({ reading, at, truth }) => valueAt(reading, at) === truth.cells![at])
    expect(all.length).toBeGreaterThanOrEqual(least)
    expect(found.length / all.length, 'found').toBeGreaterThanOrEqual(foundFloor)
    expect(read.length / all.length, 'read').toBeGreaterThanOrEqual(readFloor)
  })

  it('never stand without a person', () => {
    const all = [...crowdedIn('two'), ...crowdedIn('inserted')]
    const stood = all.filter(({ field, reading }) => judgeField(field, reading, WINDOW).how === 'machine')
    expect(stood.map(({ truth, at }) => truth.cells![at])).toEqual([])
  })

  it('are seldom seen where there are none', () => {
    const wrong = texts.flatMap(({ reading, truth }) =>
      [...markedAt(reading)].filter(([cell, kind]) => truth.crowded?.[cell] !== kind),
    )
    const characters = texts.reduce((sum, { truth }) => sum + String(truth.value).length, 0)
    expect(wrong.length / characters).toBeLessThanOrEqual(0.005)
  })
})

// Drawn strokes and the brush font; grass script, which nobody fills in forms with, is left out.
const WRITERS = [1, 2, 3, 4, 5, 6]
const ROWS = 4
const COLUMNS = 18
const WINDOW = { window: { from: '2021-07-15', to: '2021-09-30' } }

interface Text {
  readonly field: LayoutField
  readonly truth: TruthField
  readonly reading: Reading
}

const markedAt = (reading: Reading) =>
  new Map(
    charactersIn(reading).flatMap(({ cell, crowded }) => (crowded === undefined ? [] : [[cell, crowded] as const])),
  )
const valueAt = (reading: Reading, at: number) => charactersIn(reading).find(({ cell }) => cell === at)?.value
const charactersIn = (reading: Reading) => ('characters' in reading ? (reading.characters ?? []) : [])

/** Five texts of four rows on the sheet of the idea, every one with something crowded in it, by one hand. */
async function readPage({ form, blanks }: TestForm, seed: number, engines: Engines): Promise<Text[]> {
  const number = form.layout.pages.findIndex(({ fields }) => fields.some(({ id }) => id === 'idea'))
  const idea = form.layout.pages[number]!.fields.find(({ id }) => id === 'idea')!
  const writer = await writerOf(seed)
  const blank = blanks[number]!
  const ink = newSheet(blank.widthPx, blank.heightPx)
  const desk = { ink, writer, pxPerMm: blank.pxPerMm, severity: 'hostile' as const }
  const written = Array.from({ length: 5 }, (_, part) => {
    const cells = idea.cells!.slice(part * ROWS * COLUMNS, (part + 1) * ROWS * COLUMNS)
    const field = { ...idea, id: `idea-${part}`, cells, rules: { required: true } }
    const text = inventIdea(randomOf(seed * 10 + part, 'idea'), 55, 62)
    const truth = fillCells(field, text, desk, randomWhereCrowded(text, seed * 1000 + part * 100)).truth
    return { field, truth }
  })
  const data = blank.data.map((paper, i) => {
    const cover = ink.data[i]! / 255
    return Math.min(paper, paper * (1 - cover) + writer.ink.level * cover)
  })
  const page = fitted(form, blanks, number + 1, data)
  const texts: Text[] = []
  for (const { field, truth } of written)
    texts.push({ field, truth, reading: await readCells(page, field, { campaign: form.campaign }, engines, null) })
  return texts
}

async function writerOf(seed: number) {
  for (let one = seed * 50; ; one++) {
    const writer = await inventWriter('development', 'normal', randomOf(one, 'writer'))
    if (writer.hand !== 'liu-jian-mao-cao') return writer
  }
}

/** A crowding is rare; the first stream of random numbers in which there is one. */
function randomWhereCrowded(text: string, from: number) {
  for (let seed = from; ; seed++) {
    const random = randomOf(seed, 'cells')
    if (planCrowding(Array.from(text), 'hostile', random).length > 0) return random
  }
}
