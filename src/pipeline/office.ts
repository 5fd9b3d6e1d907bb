import { join } from 'node:path'
import type { KnownForm } from '../contract/digitize.ts'
import { XianceError } from '../contract/errors.ts'
import type { LetterView } from '../contract/letter.ts'
import type { RunningOffice } from '../contract/office.ts'
import type { Sides } from '../contract/stack.ts'
import type { ArrivalRow, LetterRow } from '../contract/rows.ts'
import type { Blobs, Store } from '../contract/store.ts'
import type { InboxFolders } from '../intake/inbox.ts'
import { filesAt, takeInNamed } from '../intake/intakePaths.ts'
import type { IntakeParts, IntakeStep } from '../intake/takeIn.ts'
import { placeToKeep } from '../intake/trouble.ts'
import { watchInbox, type InboxTiming, type IntakeGate, type WatchedInbox } from '../intake/watchInbox.ts'
import { arrivalViews } from './arrivalView.ts'
import { confirmSheet, withdrawSheet } from './confirmSheet.ts'
import { correctFile } from './correctFile.ts'
import { splitView } from './splitView.ts'
import { choosePage } from './choosePage.ts'
import { claimLetter, claimNext, releaseLetter } from './claimLetter.ts'
import { fitByHand } from './fitByHand.ts'
import { intakeProgress } from './intakeProgress.ts'
import { openKeptDecodes } from './keptDecodes.ts'
import { startJobLoop } from './jobLoop.ts'
import { letterSummary } from './letterView.ts'
import { openMailDesk } from './mailDesk.ts'
import { officeEvents } from './officeEvents.ts'
import { openOperation } from './operation.ts'
import { officeReads } from './officeReads.ts'
import { openPageSteps } from './pageSteps.ts'
import type { ReaderPool } from './readerPool.ts'
import { openReceiving } from './receive.ts'
import { reconcile } from './reconcile.ts'
import { openSampleDesk } from './sampleDesk.ts'
import { requeuePages } from './requeue.ts'
import { retryArrival } from './retryArrival.ts'
import { noteSeen, setShares } from './sampling.ts'
import { saveKeyings } from './saveKeyings.ts'
import { setAside } from './setAside.ts'
import { workJob, type JobStep } from './workJob.ts'

export interface OfficeParts {
  readonly store: Store
  readonly blobs: Blobs
  readonly pool: ReaderPool
  readonly forms: readonly KnownForm[]
  readonly folders: InboxFolders & { readonly derived: string; readonly originals: string }
  readonly fileBytes: number
  readonly filePages: number
  /** How the scanner that wrote a file of this name sets out its pages. */
  readonly sidesOf: (name: string) => Sides
  /** Longest a reader may take for a page; a lease is as long and some more. */
  readonly taskMs: number
  /** How many fields are drawn to be keyed again: `5,grid=1`, in percent. */
  readonly sample: string
  readonly inbox: InboxTiming
  /** With less room than this intake waits. */
  readonly leastFreeBytes: number
  /** Milliseconds since 1970. */
  readonly clock?: () => number
  readonly backoffMs?: readonly number[]
  /** Called after each step of taking a file in and of a job: fault tests kill the process here. */
  readonly onStep?: (step: IntakeStep | JobStep) => void
  /** What went wrong behind the scenes: an error of ours, never a value from a page. */
  readonly onError: (error: unknown) => void
}

/**
 * The office over its parts, at work at once: what the last run left is put right and its jobs go on. Only one for a data
 * folder; `startOffice` sees to that. `close` ends the jobs and the pool, not the store.
 */
export async function openOffice(parts: OfficeParts): Promise<RunningOffice> {
  const { store, blobs, pool, folders, onError, clock = Date.now, backoffMs = BACKOFF_MS } = parts
  const { derived, originals, ...inboxFolders } = folders
  const views = viewsFolder(derived)
  const { missing } = await reconcile(store, blobs, inboxFolders, parts.forms, clock())
  for (const sha256 of missing) onError(new XianceError('BLOB_DAMAGED', { sha256 }))

  const events = officeEvents(onError)
  let closed = false
  const operation = await openOperation(store, events, clock, (error) => (closed ? undefined : onError(error)))
  const onChange = (arrival: string, letters: readonly LetterRow[]): void => {
    for (const letter of letters) events.emit({ type: 'letter', letter: letterSummary(letter) })
    tellArrival(arrival)
  }
  const tellArrival = (id: string): void => {
    if (closed) return
    const tell = async (): Promise<void> => {
      const row = await store.arrival(id)
      if (row !== null) events.emit({ type: 'arrival', arrival: await viewOf(row) })
    }
    tell().catch((error: unknown) => (closed ? undefined : onError(error)))
  }
  // Saved or laid aside: what changed, and nobody holds it any more.
  const tellGivenBack = (letter: LetterRow): void => {
    events.emit({ type: 'letter', letter: letterSummary(letter) })
    events.emit({ type: 'claim', letter: letter.id, claim: null })
  }
  const viewOf = async (row: ArrivalRow) => (await arrivalViews(store, [row]))[0]!
  const work = {
    store,
    blobs,
    pool,
    views,
    decodes: await openKeptDecodes(join(derived, 'decoded'), clock),
    filePages: parts.filePages,
    sidesOf: parts.sidesOf,
    clock,
    backoffMs,
    onStep: parts.onStep,
    onChange,
  }
  const loop = startJobLoop({
    store,
    clock,
    onError,
    // One more than readers: the next page is at hand when a reader gets free.
    atOnce: pool.readers + 1,
    leaseMs: 2 * parts.taskMs + LEASE_MARGIN_MS,
    work: (job) => workJob(job, work),
    // While reading is paused files are still opened and split, so that a split can be looked at before it is read.
    allowed: () => (operation.paused('reading') ? ['file', 'sort'] : ['file', 'sort', 'page']),
  })
  const steps = parts.onStep === undefined ? {} : { onStep: parts.onStep }
  const intake: IntakeParts = { store, blobs, clock, maxBytes: parts.fileBytes, ...steps }
  const arrived = (row: ArrivalRow): void => {
    loop.wake()
    tellArrival(row.id)
  }
  const watchers = new Set<WatchedInbox>()
  const gate: IntakeGate = {
    ...operation,
    paused: () => operation.paused('intake'),
    leastFreeBytes: parts.leastFreeBytes,
    place: originals,
  }
  const place = placeToKeep(blobs, parts.leastFreeBytes)
  const reads = officeReads(store, blobs, views, clock)
  const receiving = await openReceiving({
    intake,
    place,
    originals,
    uploads: join(derived, 'uploads'),
    paused: () => gate.paused(),
    arrived,
    viewOf,
  })
  await setShares(store, parts.sample, clock())
  const letterFor = async (id: string, by?: string): Promise<LetterView> => {
    const view = await reads.letter(id, by)
    if (by !== undefined) await noteSeen(store, view.letter, by, onError)
    return view
  }

  return {
    ...reads,
    pageSteps: await openPageSteps({ store, blobs, pool, views, drawn: join(derived, 'drawn'), letter: letterFor }),
    ...receiving,
    mail: openMailDesk({
      store,
      clock,
      windows: parts.forms.map(({ campaign }) => campaign.window),
      onLetters: (letters) => {
        for (const letter of letters) events.emit({ type: 'letter', letter: letterSummary(letter) })
      },
    }),
    samples: openSampleDesk({
      store,
      views,
      clock,
      onCorrected: (letter) => events.emit({ type: 'letter', letter: letterSummary(letter) }),
    }),
    letter: letterFor,
    subscribe: (listener) => events.subscribe(listener),
    async save(id, by, request) {
      const { result, changed } = await saveKeyings(store, id, by, request, clock())
      if (changed !== null) tellGivenBack(changed)
      return result
    },
    async setAside(id, by, request) {
      const { result, changed } = await setAside(store, id, by, request, clock())
      if (changed !== null) tellGivenBack(changed)
      return result
    },
    async confirmSheet(by, request) {
      const { outcome, letters } = await confirmSheet(store, by, request, clock())
      for (const letter of letters) events.emit({ type: 'letter', letter: letterSummary(letter) })
      return outcome
    },
    async withdrawSheet(by, key) {
      const letters = await withdrawSheet(store, by, key, clock())
      for (const letter of letters) events.emit({ type: 'letter', letter: letterSummary(letter) })
    },
    async claim(id, by) {
      const { answer, began } = await claimLetter(store, id, by, clock())
      if (began) events.emit({ type: 'claim', letter: id, claim: answer.claim })
      return answer
    },
    async claimNext(after, by) {
      const taken = await claimNext(store, after, by, clock())
      if (taken === null) return null
      const { claim } = taken.answer
      if (taken.began) events.emit({ type: 'claim', letter: claim.letter, claim })
      return claim.letter
    },
    async release(id, by) {
      if (await releaseLetter(store, id, by)) events.emit({ type: 'claim', letter: id, claim: null })
    },
    async intakePaths(paths, onProgress) {
      const files = await filesAt(paths)
      const progress = intakeProgress(files.length, events, onProgress)
      try {
        for (const file of files) {
          const row = await takeInNamed(file, intake)
          arrived(row)
          progress.stored(await viewOf(row))
        }
        await progress.done
      } finally {
        progress.stop()
      }
      const rows = await Promise.all(progress.ids().map(async (id) => (await store.arrival(id))!))
      return arrivalViews(store, rows)
    },
    async watchInbox() {
      const watched = await watchInbox(inboxFolders, intake, parts.inbox, arrived, onError, gate)
      watchers.add(watched)
      return async () => {
        watchers.delete(watched)
        await watched.stop()
      }
    },
    operation: () => operation.view(),
    async operate({ part, paused }, by) {
      await operation.set(part, paused, by)
      loop.wake()
      for (const watched of watchers) void watched.look()
      return operation.view()
    },
    async reread(letter, by) {
      const changed = await requeuePages(store, { letter }, by, clock())
      onChange(changed.arrival, changed.letters)
      loop.wake()
    },
    async retryPage(page, by) {
      const changed = await requeuePages(store, { page }, by, clock())
      onChange(changed.arrival, changed.letters)
      loop.wake()
    },
    async fitByHand(id, by, request) {
      onChange(await fitByHand(store, id, by, request, clock()), [])
      loop.wake()
    },
    split: (id) => splitView(store, id, parts.sidesOf),
    async correctSplit(id, by, request) {
      onChange(id, await correctFile(store, id, by, request, parts.sidesOf, clock()))
      loop.wake()
      return splitView(store, id, parts.sidesOf)
    },
    async choosePage(id, by, request) {
      const { arrivals, letters } = await choosePage(store, id, by, request, clock())
      for (const arrival of arrivals) onChange(arrival, arrival === [...arrivals][0] ? letters : [])
      loop.wake()
    },
    async retryArrival(id, by) {
      const changed = await retryArrival(store, id, by, clock())
      onChange(id, changed)
      loop.wake()
      return viewOf((await store.arrival(id))!)
    },
    idle: () => loop.idle(),
    async close() {
      closed = true
      await Promise.all([...watchers].map((watched) => watched.stop()))
      await loop.stop(PATIENCE_MS)
      await pool.close()
      // Jobs cut off by the end of the pool give up without writing; the store may close after that.
      await loop.stop(PATIENCE_MS)
    },
  }
}

export function viewsFolder(derived: string): string {
  return join(derived, 'views')
}

/** Five tries: at once, and after each of these. */
export const BACKOFF_MS = [500, 2000, 8000, 30_000]
const LEASE_MARGIN_MS = 90_000
const PATIENCE_MS = 4000
