import { scoreOf, type ScoredReading } from '../contract/calibration.ts'
import type { KeyingRow, LetterRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'
import { sameForm } from '../bench/editDistance.ts'

/**
 * Machine readings that a person keyed over or confirmed: right when the last keying says the same. What a person could not
 * read teaches nothing.
 */
export async function reviewedReadings(store: StoreReads): Promise<{ readings: ScoredReading[]; letters: number }> {
  const readings: ScoredReading[] = []
  let letters = 0
  for await (const letter of allLetters(store)) {
    const keyed = new Map((await store.keyings(letter.id)).map((keying) => [keying.field, keying]))
    if (keyed.size === 0) continue
    letters++
    const form = await store.form(letter.form, letter.version, letter.fingerprint)
    const fields = new Map(form?.layout.pages.flatMap((page) => page.fields).map((field) => [field.id, field]))
    for (const { field: id, reading } of await store.readingsOfLetter(letter.id)) {
      const field = fields.get(id)
      const keying = keyed.get(id)
      if (field === undefined || keying === undefined || keying.state === 'unclear') continue
      const scored = scoreOf(field, reading)
      if (scored === null) continue
      const value = reading.state === 'read' ? reading.value : ''
      readings.push({ ...scored, right: sameText(value) === sameText(keyedValue(keying, field.kind)) })
    }
  }
  return { readings, letters }
}

// Of a signature only whether there is one is asked.
function keyedValue({ state, value }: KeyingRow, kind: string): string | string[] {
  if (state !== 'read' || value === null) return ''
  return kind === 'signature' ? 'signed' : value
}

function sameText(value: string | string[]): string {
  return Array.isArray(value) ? value.toSorted().join('\n') : sameForm(value)
}

async function* allLetters(store: StoreReads): AsyncGenerator<LetterRow> {
  for (let offset = 0; ; offset += PAGE) {
    const some = await store.letters({ offset, limit: PAGE })
    yield* some
    if (some.length < PAGE) return
  }
}

const PAGE = 200
