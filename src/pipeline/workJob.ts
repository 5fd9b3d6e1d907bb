import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sides } from '../contract/stack.ts'
import type { JobRow, LetterRow } from '../contract/rows.ts'
import type { Blobs, Store, StoreTransaction } from '../contract/store.ts'
import { applyFile } from './applyFile.ts'
import { applyPage, failPage } from './applyPage.ts'
import { applySort, failSort } from './applySort.ts'
import type { ReaderPool } from './readerPool.ts'
import { ReaderFailed } from './readerSlot.ts'
import type { KeptDecodes } from './keptDecodes.ts'

export interface WorkParts {
  readonly store: Store
  readonly blobs: Blobs
  readonly pool: ReaderPool
  readonly views: string
  readonly decodes: KeptDecodes
  readonly filePages: number
  /** How the scanner that wrote a file of this name sets out its pages. */
  readonly sidesOf: (name: string) => Sides
  readonly clock: () => number
  /** Waits after the first, second … failed try; one more try than waits. */
  readonly backoffMs: readonly number[]
  /** Called after each step of a job: fault tests kill the process here. */
  readonly onStep?: ((step: JobStep) => void) | undefined
  /** After each commit: the arrival and the letters that changed. */
  readonly onChange: (arrival: string, letters: readonly LetterRow[]) => void
}

/** `inspected`, `looked`, `read`: a reader answered and nothing is written yet. `opened`, `sorted`, `placed`: what it found is committed. */
export type JobStep = 'inspected' | 'opened' | 'looked' | 'sorted' | 'read' | 'placed'

/** One job, from the reader's answer to the commit. Throws only when the service itself is ending or cannot write. */
export async function workJob(job: JobRow, parts: WorkParts): Promise<void> {
  if (job.kind === 'file') return workFile(job, parts)
  return job.kind === 'sort' ? workSort(job, parts) : workPage(job, parts)
}

export function viewPath(views: string, page: string, run: number): string {
  return join(views, page.slice(-2), `${page}.${run}.jpg`)
}

/** Where the steps of a look or a reading are kept, if they are: beside its picture, and gone with it. */
export function stepsPath(views: string, page: string, run: number): string {
  return join(views, page.slice(-2), `${page}.${run}.steps`)
}

async function workFile(job: JobRow, parts: WorkParts): Promise<void> {
  const { store, blobs, pool, filePages, clock, onChange, onStep } = parts
  const arrival = (await store.arrival(job.subject))!
  const blob = (await store.blob(arrival.sha256!))!
  const path = await blobs.path(blob.sha256)
  const result = await orFailure(() => pool.inspect({ path, mime: blob.mime! }))
  onStep?.('inspected')
  await store.transaction(async (tx) => {
    const now = clock()
    if (!(result instanceof ReaderFailed)) return applyFile(tx, job, arrival, result, { filePages, now })
    // A file that five times cost us the process that opened it is not a scan.
    if (await triedEnough(tx, job, result, parts))
      await applyFile(tx, job, arrival, { state: 'refused', reason: 'FILE_CORRUPT' }, { filePages, now })
  })
  onStep?.('opened')
  onChange(arrival.id, [])
}

async function workSort(job: JobRow, parts: WorkParts): Promise<void> {
  const { store, blobs, pool, views, decodes, clock, onChange, onStep, sidesOf } = parts
  const page = (await store.page(job.subject))!
  const blob = (await store.blob(page.sha256))!
  const viewAt = viewPath(views, page.id, 0)
  await mkdir(dirname(viewAt), { recursive: true })
  const path = await blobs.path(blob.sha256)
  const decodedPath = decodes.placeFor(page.id)
  const keep = decodedPath === undefined ? {} : { decodedPath }
  const places = { viewPath: viewAt, stepsPath: stepsPath(views, page.id, 0) }
  const task = { path, mime: blob.mime!, index: page.index, ...places, ...keep }
  const result = await orFailure(() => pool.sort(task))
  if (result instanceof ReaderFailed || result.seen.shows !== 'form') await decodes.forget(page.id)
  onStep?.('looked')
  const letters = await store.transaction(async (tx) => {
    if (!(result instanceof ReaderFailed)) return applySort(tx, job, result, sidesOf, clock())
    return (await triedEnough(tx, job, result, parts)) ? failSort(tx, job, sidesOf, clock()) : []
  })
  onStep?.('sorted')
  onChange(page.arrival, letters)
}

async function workPage(job: JobRow, parts: WorkParts): Promise<void> {
  const { store, blobs, pool, views, decodes, clock, onChange, onStep } = parts
  const page = (await store.page(job.subject))!
  const blob = (await store.blob(page.sha256))!
  const target = viewPath(views, page.id, page.run + 1)
  await mkdir(dirname(target), { recursive: true })
  const path = await blobs.path(blob.sha256)
  const { seen } = page
  // What the first look found is found; a page that is tried again after that is looked at anew.
  const found = seen?.shows === 'form' && page.run === 0 && page.state === 'queued' ? { found: seen } : {}
  const hand = await store.handFit(page.id)
  const byHand = hand === null ? {} : { byHand: { code: hand.code, handles: hand.handles } }
  const decodedPath = decodes.placeOf(page.id)
  const kept = decodedPath === undefined ? {} : { decodedPath }
  const places = { viewPath: target, stepsPath: stepsPath(views, page.id, page.run + 1) }
  const task = { path, mime: blob.mime!, index: page.index, ...places, ...found, ...byHand, ...kept }
  const result = await orFailure(() => pool.digitize(task))
  await decodes.forget(page.id)
  onStep?.('read')
  const letters = await store.transaction(async (tx) => {
    if (!(result instanceof ReaderFailed)) return applyPage(tx, job, result, clock())
    return (await triedEnough(tx, job, result, parts)) ? failPage(tx, job, clock()) : []
  })
  onStep?.('placed')
  if (page.view !== null && (await store.page(page.id))?.view !== page.view)
    for (const path of [viewPath(views, page.id, page.view), stepsPath(views, page.id, page.view)])
      await rm(path, { force: true })
  onChange(page.arrival, letters)
}

/** A failure is a value; the end of the service is not a failure of the page. */
async function orFailure<T>(work: () => Promise<T>): Promise<T | ReaderFailed> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ReaderFailed && error.kind !== 'closed') return error
    throw error
  }
}

async function triedEnough(
  tx: StoreTransaction,
  job: JobRow,
  failure: ReaderFailed,
  { clock, backoffMs }: WorkParts,
): Promise<boolean> {
  const wait = backoffMs[job.attempts]
  if (wait === undefined) return true
  await tx.retryJob(job.id, clock() + wait, failure.kind)
  const ids = { [job.kind === 'file' ? 'arrival' : 'page']: job.subject, attempt: job.attempts + 1 }
  await tx.addAudit({ at: new Date(clock()).toISOString(), who: 'system', what: `reader.${failure.kind}`, ids })
  return false
}
