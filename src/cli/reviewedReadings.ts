import { scoreOf, type ScoredReading } from '../contract/calibration.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { formFields } from '../pipeline/formFields.ts'
import { machineRight } from '../review/sampled.ts'

/**
 * Machine readings that a person keyed over or confirmed: right when the last keying says the same. What a person could not
 * read teaches nothing.
 */
export async function reviewedReadings(store: StoreReads): Promise<{ readings: ScoredReading[]; letters: number }> {
  const readings: ScoredReading[] = []
  let letters = 0
  const formOf = formFields(store)
  for await (const letter of allLetters(store)) {
    const keyed = new Map((await store.keyings(letter.id)).map((keying) => [keying.field, keying]))
    if (keyed.size === 0) continue
    letters++
    const { fields } = await formOf(letter)
    for (const { field: id, reading } of await store.readingsOfLetter(letter.id)) {
      const field = fields.get(id)
      const keying = keyed.get(id)
      if (field === undefined || keying === undefined) continue
      const scored = scoreOf(field, reading)
      const right = machineRight(field, reading, keying)
      if (scored !== null && right !== null) readings.push({ ...scored, right })
    }
  }
  return { readings, letters }
}

async function* allLetters(store: StoreReads): AsyncGenerator<LetterRow> {
  for (let offset = 0; ; offset += PAGE) {
    const some = await store.letters({ offset, limit: PAGE })
    yield* some
    if (some.length < PAGE) return
  }
}

const PAGE = 200
