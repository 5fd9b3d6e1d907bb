import type { DecisionRow, GlanceRow, LetterRow, PageRow, ReadingRow } from '../../contract/rows.ts'
import type { Store, StoreTransaction } from '../../contract/store.ts'
import { newSerial } from '../../contract/serial.ts'
import { randomOf } from '../../paper/random.ts'

/** A letter as it lies in a store, to be laid there again under other names. */
interface Pattern {
  readonly letter: LetterRow
  readonly pages: readonly PageRow[]
  readonly readings: readonly ReadingRow[]
  readonly decisions: readonly DecisionRow[]
  readonly glances: readonly GlanceRow[]
}

/** A copied page, and the page whose picture is its picture. */
export interface CopiedPage {
  readonly page: string
  readonly of: string
}

/**
 * Fills a store with so many letters like those given, as a campaign leaves them: nine of ten reviewed and accepted, the tenth in
 * review as it was read. What an accepted letter's readings hold of candidates is cut to the character that was chosen: nobody opens them here,
 * and 100,000 full ones are 15 GB. Answers the pages of each letter that is in review.
 */
export async function fillStore(
  store: Store,
  letters: readonly string[],
  count: number,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<CopiedPage[][]> {
  const patterns = await Promise.all(letters.map((id) => patternOf(store, id)))
  const light = patterns.map(accepted)
  const random = randomOf(count, 'filled store')
  const inReview: CopiedPage[][] = []
  for (let done = 0; done < count;) {
    const part = Math.min(AT_ONCE, count - done)
    await store.transaction(async (tx) => {
      for (let i = done; i < done + part; i++) {
        const open = i % OPEN_EVERY === 0
        const pattern = (open ? patterns : light)[Math.floor(i / OPEN_EVERY) % patterns.length]!
        const serial = newSerial(() => random.next())
        if ((await tx.letterOfSerial(pattern.letter.form, pattern.letter.version, serial)) !== null) continue
        const pages = await layDown(tx, pattern, serial, random.next())
        if (open) inReview.push(pages)
      }
    })
    done += part
    onProgress(done, count)
  }
  return inReview
}

const AT_ONCE = 250
const OPEN_EVERY = 10

async function patternOf(store: Store, id: string): Promise<Pattern> {
  return {
    letter: (await store.letter(id))!,
    pages: await store.pagesOfLetter(id),
    readings: await store.readingsOfLetter(id),
    decisions: await store.decisions(id),
    glances: await store.glancesOfLetter(id),
  }
}

function accepted({ letter, pages, readings, decisions }: Pattern): Pattern {
  return {
    letter: { ...letter, state: 'accepted', needsReview: 0 },
    pages,
    readings: readings.map((row) => {
      if (!('characters' in row.reading)) return row
      const characters = row.reading.characters?.map((character) => ({ ...character, candidates: [] })) ?? []
      return { ...row, reading: { ...row.reading, characters } }
    }),
    decisions: decisions.map((row) => (row.how === 'none' ? { ...row, how: 'person' } : row)),
    glances: [],
  }
}

async function layDown(
  tx: StoreTransaction,
  { letter, pages, readings, decisions, glances }: Pattern,
  serial: string,
  salt: number,
): Promise<CopiedPage[]> {
  const at = letter.receivedAt
  const sha256 = `${serial}${String(salt).slice(2)}`.toLowerCase().padEnd(64, '0').slice(0, 64)
  await tx.putBlob({ sha256, sizeBytes: 1, mime: 'application/pdf' })
  const arrival = await tx.addArrival({
    name: `${serial}.pdf`,
    sizeBytes: 1,
    sha256,
    source: 'upload',
    sourceKey: null,
    sourceMoved: true,
    at,
    state: 'done',
    reason: null,
    sameAs: null,
    finishedAt: at,
  })
  const { id: _id, ...told } = letter
  const { id } = await tx.addLetter({ ...told, serial, aside: null })
  const copied: CopiedPage[] = []
  for (const [index, { id: of, arrival: _arrival, code, ...page }] of pages.entries()) {
    const added = await tx.addPage({ arrival: arrival.id, sha256, index })
    const { sha256: _sha, index: _index, ...seen } = page
    await tx.updatePage(added.id, { ...seen, letter: id, code: code === null ? null : { ...code, serial } })
    copied.push({ page: added.id, of })
  }
  const pageOf = (of: string): string => copied.find((page) => page.of === of)!.page
  await tx.addReadings(readings.map((row) => ({ ...row, page: pageOf(row.page) })))
  await tx.addDecisions(decisions.map((row) => ({ ...row, letter: id })))
  await tx.addGlances(
    glances.map(({ number: _number, ...row }) => ({ ...row, letter: id, page: pageOf(row.page), odd: false })),
  )
  const keyed = decisions.filter(({ how }) => how === 'person')
  if (keyed.length > 0) {
    const save = { key: `filled-${id}`, letter: id, by: 'filled', at, requestSha256: '' }
    const kept = await tx.addSave(
      save,
      keyed.map(({ field, state, value }) => ({ field, state, value })),
    )
    await tx.addAudit({ at, who: 'filled', what: 'letter.filled', ids: { letter: id, keyings: kept.length } })
  }
  return copied
}
