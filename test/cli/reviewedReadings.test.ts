import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandOf } from '../../src/cli/commands.ts'
import { foldersOf, migrationsFolder } from '../../src/cli/folders.ts'
import { reviewedReadings } from '../../src/cli/reviewedReadings.ts'
import { readSettings } from '../../src/cli/settings.ts'
import type { ValueState } from '../../src/contract/letter.ts'
import type { Reading, Value } from '../../src/contract/reading.ts'
import { calibrationInForce, judgeBy, readCalibration } from '../../src/judge/calibration.ts'
import { rightShare } from '../../src/judge/fitCurve.ts'
import { cli as words } from '../../src/locale/en/cli.ts'
import { openStore } from '../../src/store/openStore.ts'
import { field, read } from '../judge/fields.ts'
import { formRow, letterRow, onePage } from '../store/storeContract.ts'

const AT = '2021-08-01T00:00:00.000Z'
let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'xiance-reviews-'))
})
afterAll(async () => {
  judgeBy(null)
  await rm(data, { recursive: true })
})

describe('reviewedReadings', () => {
  it('sets what the machine read beside what people keyed last', async () => {
    await keep([
      [read('13812345678', 0.9), 'read', '1381234 5678'],
      [read('13812345678', 0.8), 'read', '13812345679'],
      [read('13812345678', 0.7), 'unclear', null],
      [{ state: 'blank', engine: 'test', confidence: 0.95 }, 'blank', null],
      [{ state: 'unclear', engine: 'test', candidates: [] }, 'read', '13812345678'],
    ])
    const store = await openStore(foldersOf(settings()).database, migrationsFolder)
    const { readings, letters } = await reviewedReadings(store)
    await store.close()
    expect(letters).toBe(1)
    expect(readings).toEqual([
      { kind: 'telephone', score: 0.9, right: true },
      { kind: 'telephone', score: 0.8, right: false },
      { kind: 'blank', score: 0.95, right: true },
    ])
  })
})

describe('calibrate --from-reviews', () => {
  it('changes nothing below the least number, and says how many there were', async () => {
    const { shown, notes } = await calibrate('50')
    expect(shown.counts['telephone']).toEqual({ readings: 2, wrong: 1, refitted: false })
    expect(shown.out).toBeNull()
    expect(notes).toEqual([])
  })

  it('refits from enough of them, beside what the trial measured, and the office judges by it', async () => {
    const keyed = (i: number): [Reading, ValueState, Value | null] => [read('1', 0.7), 'read', i % 2 === 0 ? '1' : '7']
    await keep(Array.from({ length: 60 }, (_, i) => keyed(i)))
    const { shown } = await calibrate('50')
    expect(shown.counts['telephone']).toEqual({ readings: 62, wrong: 31, refitted: true })
    const own = readCalibration(foldersOf(settings()).calibration)
    expect(own.made).toMatchObject({ reviewedLetters: 2, reviewedFields: 63 })
    // Half of what people looked at was wrong: more than the trial had said of such scores.
    judgeBy(null)
    const shipped = calibrationInForce().kinds
    expect(rightShare(own.kinds['telephone']!, 0.7)).toBeLessThan(rightShare(shipped['telephone']!, 0.7))
    expect(rightShare(own.kinds['telephone']!, 1)).toBeGreaterThan(0.95)
    expect(own.kinds['date']).toEqual(shipped['date'])
  })
})

function settings() {
  return readSettings({ XIANCE_DATA: data })
}

async function calibrate(least: string) {
  const printed: string[] = []
  const notes: string[] = []
  await (await commandOf(['calibrate']))!.run(
    [],
    { 'from-reviews': true, least, json: true },
    {
      settings: settings(),
      words,
      lang: 'en',
      print: (line) => printed.push(line),
      note: (line) => notes.push(line),
      terminal: false,
    },
  )
  return { shown: JSON.parse(printed.join('\n')), notes }
}

let letters = 0

/** A letter with a telephone for each: what the machine read, what a person keyed. */
async function keep(rows: [Reading, ValueState, Value | null][]): Promise<void> {
  const fingerprint = String(++letters).padStart(8, '0')
  const fields = rows.map((_, i) => field({ id: `f${i}`, decoder: 'telephone' }))
  const page = { page: 1, optional: false, fiducials: [], code: { xMm: 0, yMm: 0, sizeMm: 1 }, fields }
  const store = await openStore(foldersOf(settings()).database, migrationsFolder)
  await store.transaction(async (tx) => {
    await tx.putForm({ ...formRow, version: letters, fingerprint, layout: { ...formRow.layout, pages: [page] } })
    const { id: letter } = await tx.addLetter({ ...letterRow, version: letters, fingerprint })
    const { page: paper } = await onePage(tx)
    await tx.updatePage(paper, { letter, run: 1 })
    await tx.addReadings(rows.map(([reading], i) => ({ page: paper, run: 1, field: `f${i}`, reading, at: AT })))
    const keyings = rows.map(([, state, value], i) => ({ field: `f${i}`, state, value }))
    await tx.addSave(
      { key: `key-0000000${letters}`, letter, by: 'clerk', at: AT, requestSha256: 'a'.repeat(64) },
      keyings,
    )
  })
  await store.close()
}
