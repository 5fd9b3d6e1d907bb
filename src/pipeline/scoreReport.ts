import { setImmediate as pause } from 'node:timers/promises'
import { scoreOf } from '../contract/calibration.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { ScoreReport } from '../contract/scores.ts'
import type { StoreReads } from '../contract/store.ts'
import { statedError } from '../judge/calibration.ts'
import { judgeField } from '../judge/judgeField.ts'
import { targetOfKind } from '../judge/thresholds.ts'
import { scoreBins, type Scored } from '../review/scoreBins.ts'
import { formFields } from './formFields.ts'

/** How sure the machine was of the newest letters, and what people found who keyed some of it again. Letters that are not read are left out. */
export async function scoreReport(store: StoreReads): Promise<ScoreReport> {
  const readings = new Map<string, Scored[]>()
  const letters = await newest(store)
  const formOf = formFields(store)
  for (const letter of letters) {
    // The store answers at once: without a pause between letters nobody could save until all are looked through.
    await pause()
    const { fields, window } = await formOf(letter)
    for (const { field: id, reading } of await store.readingsOfLetter(letter.id)) {
      const field = fields.get(id)
      const scored = field === undefined ? null : scoreOf(field, reading)
      if (field === undefined || scored === null) continue
      // As it would be judged today: what people have done since changes nothing of how sure the machine was.
      const stood = judgeField(field, reading, { window }).how === 'machine'
      const own = readings.get(scored.kind) ?? []
      own.push({ score: scored.score, stood, stated: statedError(field, reading)! })
      readings.set(scored.kind, own)
    }
  }
  const drawn = await store.sampleScores()
  const kinds = [...readings].map(([kind, own]) => {
    const checked = drawn.flatMap(({ kind: of, score, right }) =>
      of === kind && score !== null && right !== null ? [{ score, right }] : [],
    )
    return { kind, target: targetOfKind(kind), bins: scoreBins(own, checked) }
  })
  return { letters: letters.length, kinds: kinds.toSorted((a, b) => a.kind.localeCompare(b.kind)) }
}

async function newest(store: StoreReads): Promise<LetterRow[]> {
  const counts = await store.letterCounts()
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  // Oldest first: the end of the list.
  const offset = Math.max(0, all - MOST)
  const found: LetterRow[] = []
  for (let at = offset; at < all; at += PAGE) found.push(...(await store.letters({ offset: at, limit: PAGE })))
  return found.filter(({ state }) => state !== 'receiving')
}

/** Enough for shares to a per cent, and read in a second or two. */
const MOST = 1000
const PAGE = 200
