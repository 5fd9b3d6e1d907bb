import type { OwnWork } from '../contract/ownWork.ts'
import type { StoreReads } from '../contract/store.ts'
import { activeHours, perHour } from '../review/activeWork.ts'
import { sameAnswer } from '../review/sampled.ts'
import { formFields } from './formFields.ts'

const DAYS = 30
const DAY_MS = 86_400_000

/** What a person did in the last thirty days, how fast, and how often others who could not see it said the same. */
export async function ownWork(store: StoreReads, by: string, now: number): Promise<OwnWork> {
  const since = new Date(now - DAYS * DAY_MS).toISOString()
  const saves = await store.savesBy(by, since)
  const hours = activeHours(saves.map(({ at }) => Date.parse(at)))
  const letters = new Set(saves.map(({ letter }) => letter)).size
  const fields = saves.reduce((sum, save) => sum + save.fields, 0)
  return {
    since,
    letters,
    fields,
    hours,
    lettersPerHour: perHour(letters, hours),
    fieldsPerHour: perHour(fields, hours),
    second: await withSecond(store, by, since),
    sample: await store.samplesOfOwn(by, since),
  }
}

/** Fields keyed by two apart from each other: what this person said last beside what the other said last. */
async function withSecond(store: StoreReads, by: string, since: string): Promise<OwnWork['second']> {
  const formOf = formFields(store)
  let [compared, agreed] = [0, 0]
  for (const id of await store.lettersKeyedApart(by, since)) {
    const { fields } = await formOf((await store.letter(id))!)
    const words = (await store.keyings(id)).filter(({ part }) => part !== 'settled')
    for (const field of new Set(words.map((word) => word.field))) {
      const layoutField = fields.get(field)
      const said = words.filter((word) => word.field === field)
      const own = said.findLast((word) => word.by === by)
      const other = said.findLast((word) => word.by !== by)
      const apart = said.some(({ part }) => part === 'blind')
      if (layoutField === undefined || own === undefined || other === undefined || !apart) continue
      compared++
      if (sameAnswer(layoutField, own, other)) agreed++
    }
  }
  return { compared, agreed }
}
