import { Readable } from 'node:stream'
import type { Blobs, Store } from '../../src/contract/store.ts'
import type { OfficeParts } from '../../src/pipeline/office.ts'
import type { OfficeConfig } from '../../src/pipeline/startOffice.ts'

type OfficeStep = Parameters<NonNullable<OfficeParts['onStep']>>[0]
export type Step = OfficeStep | 'half copied' | 'begun' | 'page added' | 'letter added' | 'committing' | 'committed'

// A record, so that a step the product tells of and this list lacks does not compile.
const all: Record<Step, true> = {
  'half copied': true,
  copied: true,
  checked: true,
  kept: true,
  recorded: true,
  moved: true,
  inspected: true,
  opened: true,
  looked: true,
  sorted: true,
  read: true,
  placed: true,
  begun: true,
  'page added': true,
  'letter added': true,
  committing: true,
  committed: true,
}

/**
 * Every moment at which the service can be made to die: the steps it tells of itself, and between it and its store the begin
 * of a transaction, each page row that opening a file adds and each letter that its split adds, the moment before COMMIT and the one after, and a half copied original.
 */
export const steps = Object.keys(all) as Step[]

/** Store and originals that tell of what happens in them. */
export function stepping(at: (step: Step) => void): NonNullable<OfficeConfig['around']> {
  return {
    store: (store): Store => ({
      ...store,
      async transaction(work) {
        const result = await store.transaction(async (tx) => {
          at('begun')
          const addPage: typeof tx.addPage = async (row) => {
            const page = await tx.addPage(row)
            at('page added')
            return page
          }
          const addLetter: typeof tx.addLetter = async (row) => {
            const letter = await tx.addLetter(row)
            at('letter added')
            return letter
          }
          const worked = await work({ ...tx, addPage, addLetter })
          at('committing')
          return worked
        })
        at('committed')
        return result
      },
    }),
    blobs: (blobs): Blobs => ({
      ...blobs,
      stage: (bytes, maxBytes) => blobs.stage(Readable.from(told(bytes, at)), maxBytes),
    }),
  }
}

async function* told(bytes: Readable, at: (step: Step) => void): AsyncGenerator {
  for await (const chunk of bytes) {
    yield chunk
    at('half copied')
  }
}
