import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import Schema from 'typebox/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandOf } from '../../src/cli/commands.ts'
import { allLetters, exportBytes } from '../../src/cli/export.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { ExportedLetter } from '../../src/contract/exported.ts'
import type { ErrorReport } from '../../src/contract/measured.ts'
import { cli as words } from '../../src/locale/en/cli.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { cheapHashes } from '../people/cheapHashes.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { asPdf, serialOf, smallPage } from '../faults/smallPages.ts'

/** The bar: a wrong value that somebody planted in what leaves shows up in the error rate that leaves with it. */
const LETTERS = 3
let quick: QuickOffice

beforeAll(async () => {
  quick = await openQuickOffice({ settings: { XIANCE_SAMPLE: '100' } })
  const files = Array.from({ length: LETTERS }, (_, n) => join(quick.data, `${n}.pdf`))
  for (const [n, file] of files.entries())
    await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
  await quick.office.intakePaths(files)
  const people = openPeople(quick.store, Date.now, cheapHashes)
  for (const name of ['anna', 'boris']) await people.add(name, ['reviewer'], null, 'test')
  await people.add('cai', ['settler'], null, 'test')
})
afterAll(() => quick.remove())

async function exported(format: 'json' | 'csv' | 'xlsx'): Promise<Buffer> {
  const letters = await allLetters(quick.office, 'all')
  return Buffer.from(await exportBytes(letters, format, await quick.office.errors(null)))
}
const json = async (): Promise<ExportedLetter[]> => JSON.parse((await exported('json')).toString())
async function csvCells(column: string): Promise<string[]> {
  const [head, ...rows] = (await exported('csv')).toString('utf8').slice(1).trim().split('\r\n').map(cellsOf)
  return rows.map((row) => row[head!.indexOf(column)]!)
}
function cellsOf(row: string): string[] {
  return [...`${row},`.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*)),/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
}

describe('before anybody keyed anything again', () => {
  it('every export says that nothing was measured', async () => {
    for (const letter of await json()) {
      expect(Schema.Check(ExportedLetter, letter)).toBe(true)
      expect(letter.measured.ways['machine']).toMatchObject({
        state: 'not measured yet',
        drawn: 6,
        sampled: 0,
        rate: null,
      })
      expect(letter.fields['note1']!.measured).toMatchObject({ state: 'not measured yet', rate: null })
    }
    expect(await csvCells('error:machine')).toEqual(['not measured yet', 'not measured yet', 'not measured yet'])
    const rows = await readSheet(await exported('xlsx'), '误差 Errors')
    expect(rows[1]!.slice(0, 7)).toEqual(['全部 all', 'machine', '6', '0', '0', '0', '未测 not measured yet'])
  })
})

describe('a wrong value that was planted', () => {
  it('shows up in the error rate on every export, for its kind and its way of deciding', async () => {
    const [letter] = (await quick.office.letters({ offset: 0, limit: 1 })).letters
    const truth = (await quick.office.letter(letter!.id)).fields.find(({ id }) => id === 'note1')!.decision.value
    const planted = [{ field: 'note1', state: 'read' as const, value: `${String(truth)}x` }]
    await quick.office.save(letter!.id, 'anna', {
      revision: letter!.revision,
      key: 'planted-by-anna',
      keyings: planted,
    })
    // Boris knows nothing of it and keys what is written; cai sees the ink.
    for (let n = 0; ; n++) {
      const { task } = await quick.office.samples.next('boris')
      if (task === null) break
      const row = (await quick.store.sample(task.number))!
      const { decision } = (await quick.office.letter(row.letter)).fields.find(({ id }) => id === row.field)!
      const isPlanted = row.letter === letter!.id && row.field === 'note1'
      const value = isPlanted ? truth : decision.value
      await quick.office.samples.key(task.number, 'boris', { key: `boris-keys-${n}`, state: 'read', value })
    }
    const { dispute } = await quick.office.samples.nextDispute('cai')
    const right = dispute!.values[0]!.value === truth ? 'first' : 'second'
    const before = (await json())[0]!.measured.ways['person']!
    expect(before).toMatchObject({ state: 'not measured yet', differing: 1 })
    await quick.office.samples.settle(dispute!.number, 'cai', { key: 'cai-settles', right })

    const letters = await json()
    for (const { measured } of letters) {
      expect(measured.ways['person']).toMatchObject({ state: 'measured', drawn: 1, sampled: 1, wrong: 1, rate: 1 })
      expect(measured.ways['machine']).toMatchObject({ sampled: 5, wrong: 0, rate: 0, low: 0 })
      expect(measured.ways['machine']!.high).toBeCloseTo(0.4345, 3)
    }
    // The planted value is corrected, as settled; what is told of the others is of values decided like them.
    const corrected = letters.find(({ letter: id }) => id === letter!.id)!.fields['note1']!
    expect(corrected).toMatchObject({ value: truth, decision: 'settled', measured: { state: 'not measured yet' } })
    expect(letters.find(({ letter: id }) => id !== letter!.id)!.fields['note1']!.measured).toMatchObject({
      sampled: 5,
      wrong: 0,
    })

    expect(await csvCells('error:person')).toEqual(
      Array.from({ length: LETTERS }, () => 'sampled 1, wrong 1, 100.00 % (95 %: 20.65 % to 100.00 %)'),
    )
    const sheet = await readSheet(await exported('xlsx'), '误差 Errors')
    const line = sheet.find(([kind, how]) => kind === 'line' && how === 'person')!
    expect(line.slice(2, 7)).toEqual(['1', '1', '0', '1', '100.00 %'])
  })

  it('is told by the command line too, with the seed that the draw can be made again by', async () => {
    const settings = readSettings({ XIANCE_DATA: quick.data })
    const run = async (json: boolean, wrong?: string): Promise<string> => {
      const printed: string[] = []
      const context = {
        settings,
        words,
        lang: 'en' as const,
        print: (line: string) => void printed.push(line),
        note: () => undefined,
        terminal: false,
      }
      const options = { json, ...(wrong === undefined ? {} : { wrong }) }
      expect(await (await commandOf(['errors']))!.run([], options, context)).toBe(0)
      return printed.join('\n')
    }
    const report = JSON.parse(await run(true, '50')) as ErrorReport & { seed: string }
    expect(report.seed).toBe((await quick.store.sampling()).seed)
    expect(report.kinds.find(({ how }) => how === 'person')).toMatchObject({ kind: 'line', sampled: 1, wrong: 1 })
    // The machine had read the planted one rightly: its readings are six, all right.
    expect(report.thresholds).toMatchObject([
      {
        kind: 'line',
        target: 0.5,
        sampled: 6,
        upper: { verdict: 'suggested', threshold: 1, toPerson: 0, above: 6, wrong: 0 },
      },
    ])
    const text = await run(false)
    expect(text).toMatch(/line +one person +1 +1 +0 +1 +100\.00 % +20\.65 % – 100\.00 %/)
    expect(text).toContain('not enough sampled')
    expect(text).toContain('to be keyed again: 0 · to be settled: 0')
  })
})
