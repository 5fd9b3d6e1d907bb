import { XianceError } from '../contract/errors.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { Said, SampleDesk, SampleRow, SampleTask } from '../contract/sample.ts'
import type { SampleQuery, Store } from '../contract/store.ts'
import { SAMPLE_LEASE_MS } from '../review/claims.ts'
import { inDisputeOrder } from '../review/sampled.ts'
import { cutInk, inkBox } from './cutInk.ts'
import { keySample } from './keySample.ts'
import { keyedAgain, placeOf, stoodIn } from './samplePlace.ts'
import { settleSample } from './settleSample.ts'

export interface SampleDeskParts {
  readonly store: Store
  /** Where the pictures of pages lie. */
  readonly views: string
  readonly clock: () => number
  /** A letter whose value was corrected. */
  readonly onCorrected: (letter: LetterRow) => void
}

/** Keying again and deciding, over the store. No answer names the letter, and none tells what stands before it was keyed again. */
export function openSampleDesk({ store, views, clock, onCorrected }: SampleDeskParts): SampleDesk {
  const counts = async (by: string): Promise<{ toKey: number; toSettle: number }> => ({
    toKey: await store.samplesFor(by, 'open'),
    toSettle: await store.samplesFor(by, 'differs'),
  })
  return {
    async next(by) {
      const row = await take(store, { by, state: 'open', now: clock() })
      return {
        ...(await counts(by)),
        task: row === null ? null : taskOf(row.number, (await placeOf(store, row)).field),
      }
    },
    async nextDispute(by) {
      const row = await take(store, { by, state: 'differs', now: clock() })
      if (row === null) return { ...(await counts(by)), dispute: null }
      const { field } = await placeOf(store, row)
      const [first, second] = inDisputeOrder<Said>(row.turn, await stoodIn(store, row), await keyedAgain(store, row))
      return { ...(await counts(by)), dispute: { ...taskOf(row.number, field), values: [first, second] } }
    },
    async ink(number, by) {
      const row = await store.sample(number)
      const inHand = row !== null && row.heldBy === by && (row.heldUntil ?? 0) > clock()
      const place = inHand ? await placeOf(store, row) : null
      const [id, view] = [place?.page?.id, place?.page?.view ?? null]
      if (place === null || id === undefined || view === null) throw new XianceError('SAMPLE_GONE', { sample: number })
      return cutInk(views, { id, view }, place.form.layout, inkBox(place.field))
    },
    key: (number, by, keying) => store.transaction((tx) => keySample(tx, number, by, keying, clock())),
    async settle(number, by, verdict) {
      const { found, changed } = await store.transaction((tx) => settleSample(tx, number, by, verdict, clock()))
      if (changed !== null) onCorrected(changed)
      return { found }
    },
  }
}

async function take(store: Store, query: SampleQuery): Promise<SampleRow | null> {
  return store.transaction(async (tx) => {
    const row = await tx.nextSample(query)
    if (row !== null) await tx.updateSample(row.number, { heldBy: query.by, heldUntil: query.now + SAMPLE_LEASE_MS })
    return row
  })
}

function taskOf(number: number, field: LayoutField): SampleTask {
  const { label, kind, decoder, options = [] } = field
  const { w, h } = inkBox(field)
  return {
    number,
    label,
    kind,
    decoder,
    options: options.map((option) => ({ value: option.value, label: option.label })),
    widthMm: w,
    heightMm: h,
  }
}
