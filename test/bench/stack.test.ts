import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareStack } from '../../src/bench/compareStack.ts'
import joinStack from '../../src/cli/joinStack.ts'
import writeStackSheets, { stackForm } from '../../src/cli/stackWriter.ts'
import type { PageRow } from '../../src/contract/rows.ts'
import type { SeenPage } from '../../src/contract/stack.ts'
import type { StackLetter, StackSheet } from '../../src/contract/stackTruth.ts'
import { newLetterCode } from '../../src/contract/stackMark.ts'
import { sortTask } from '../../src/pipeline/sortTask.ts'

const FORM = 'golden-ideas-2021'
const WAYBILL = 'EA123456785CN'

/** What the first look of the product says of each kind of sheet that the bench puts into a stack. */
describe('the sheets of a simulated stack', () => {
  const letter: StackLetter = {
    waybill: WAYBILL,
    code: newLetterCode(() => 0.4),
    serial: '1WF10J9X',
    copyOf: null,
    version: 2,
  }
  const sheet = (what: StackSheet['what'], page: number | null = null, turn: StackSheet['turn'] = 0): StackSheet => {
    return { what, letter: 0, page, turn, mustBePlaced: true, reasons: [] }
  }
  const sheets = [
    sheet('waybill'),
    sheet('code', null, 2),
    sheet('divider', null, 1),
    sheet('form', 1),
    sheet('form', 2, 2),
    sheet('unreadable', 1),
    sheet('attachment'),
    sheet('foreign'),
    sheet('blank'),
    sheet('smudged'),
  ]
  let folder: string
  let seen: SeenPage[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-stack-sheets-'))
    const placed = sheets.map((one, place) => ({ place, sheet: one }))
    const order = {
      form: FORM,
      letter,
      sheets: placed,
      seed: 5,
      severity: 'clean',
      pool: 'development',
      folder,
    } as const
    const written = await writeStackSheets(order)
    expect(written.map(({ place }) => place)).toEqual(sheets.map((_, i) => i))
    const path = join(folder, 'stack.tif')
    await joinStack({ paths: written.map((one) => one.path), out: path })
    const layouts = [(await stackForm(FORM, 1)).layout, (await stackForm(FORM, 2)).layout]
    seen = []
    for (const index of sheets.keys()) {
      const task = { path, mime: 'image/tiff', index, viewPath: join(folder, `${index}.jpg`) }
      seen.push((await sortTask(task, { forms: { layouts }, megapixels: 80 })).seen)
    }
  }, 300_000)
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it('are marks, form pages of the second version, written paper and bare paper, in the order of the stack', async () => {
    expect(seen.map(({ shows }) => shows)).toEqual([
      'mark',
      'mark',
      'mark',
      'form',
      'form',
      'something',
      'something',
      'foreign',
      'paper',
      'barred',
    ])
    expect(seen[0]).toMatchObject({ marks: [{ mark: 'waybill', waybill: WAYBILL }] })
    expect(seen[1]).toMatchObject({ marks: [{ mark: 'code', code: letter.code }] })
    expect(seen[2]).toMatchObject({ marks: [{ mark: 'separator' }] })
    const { fingerprint } = (await stackForm(FORM, 2)).layout
    expect(seen[3]).toMatchObject({ code: { form: FORM, version: 2, page: 1, serial: letter.serial, fingerprint } })
    expect(seen[4]).toMatchObject({ code: { page: 2 } })
    expect([seen[5], seen[6]]).toMatchObject([{ formLike: true }, { formLike: false }])
    expect((await stackForm(FORM, 1)).layout.fingerprint).not.toBe(fingerprint)
  })
})

describe('what became of a stack', () => {
  const form = (letter: number, page: number, more: Partial<StackSheet> = {}): StackSheet => {
    return { what: 'form', letter, page, turn: 0, mustBePlaced: true, reasons: [], ...more }
  }
  const truth = {
    letters: ['A', 'B'].map((serial): StackLetter => ({
      waybill: serial,
      code: null,
      serial,
      copyOf: null,
      version: 1,
    })),
    sheets: [
      form(0, 1),
      form(0, 2),
      form(1, 1),
      form(1, 2, { mustBePlaced: false, reasons: ['PAGE_TWICE'] }),
      form(1, 2, { what: 'blank', letter: null, page: null, mustBePlaced: false }),
    ],
  }
  const row = (letter: string | null, more: Partial<PageRow> = {}): PageRow =>
    ({ letter, state: 'placed', reason: null, ...more }) as PageRow
  const plain = [
    row('X-1'),
    row('X-1'),
    row('X-2'),
    row(null, { state: 'held', reason: 'PAGE_TWICE' }),
    row(null, { state: 'blank' }),
  ]
  const count = (rows: readonly PageRow[]) => compareStack(truth, rows, [])

  it('is counted once for each page: right, held for a reason of its own, dropped', () => {
    expect(count(plain)).toEqual({
      pagesOnRightLetter: 3,
      pagesOnWrongLetter: 0,
      heldWithReason: 1,
      dropped: 1,
      astray: [],
    })
  })

  it.each<[string, PageRow, number]>([
    ['on the letter of another', row('X-1'), 2],
    ['held for a reason that is not its own', row(null, { state: 'held', reason: 'PAGE_FIT_FAILED' }), 2],
    ['dropped as bare paper', row(null, { state: 'blank' }), 2],
    ['never read', row(null, { state: 'failed', reason: 'PAGE_READ_FAILED' }), 2],
  ])('tells a page %s', (_, wrong, at) => {
    const found = count(plain.map((one, i) => (i === at ? wrong : one)))
    expect(found.pagesOnRightLetter).toBe(2)
    expect(found.pagesOnWrongLetter + found.astray.length).toBe(1)
  })
})
