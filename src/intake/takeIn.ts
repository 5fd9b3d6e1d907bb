import type { FileHandle } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import type { FileReason } from '../contract/reasons.ts'
import type { ArrivalRow } from '../contract/rows.ts'
import type { Blobs, StagedBlob, Store } from '../contract/store.ts'
import { isComplete } from './complete.ts'
import { openBytes } from './byteReader.ts'
import { recordArrival, type Incoming } from './recordArrival.ts'
import { sniff, SNIFF_BYTES } from './sniff.ts'
import { openSource, openState, readable, stateOf, type SourceFile, type SourceState } from './sourceFile.ts'

export interface IntakeParts {
  readonly store: Store
  readonly blobs: Blobs
  readonly maxBytes: number
  /** Milliseconds since 1970. */
  readonly clock: () => number
  /** Called after each step of the protocol: fault tests kill the process here. */
  readonly onStep?: (step: IntakeStep) => void
}
export type IntakeStep = 'copied' | 'checked' | 'kept' | 'recorded' | 'moved'

/** `wait`: not to be taken in as it is now; `reason` is what it would be refused with if it never changes. */
export type TakenIn =
  | { readonly outcome: 'arrived'; readonly arrival: ArrivalRow }
  | { readonly outcome: 'wait'; readonly reason: FileReason }
  | { readonly outcome: 'gone' }

/**
 * Takes one file in: copied while hashing, unchanged meanwhile, whole by its format, durable, then recorded. Its source is
 * not touched. `final`: nobody will finish writing it, so what would have to wait is refused instead.
 */
export async function takeInFile(
  file: SourceFile,
  parts: IntakeParts,
  { source, final, move }: { source: 'inbox' | 'command'; final: boolean; move: boolean },
): Promise<TakenIn> {
  const state = await stateOf(file.path)
  if (state === null) return { outcome: 'gone' }
  const about = { name: readable(file.name), source, sizeBytes: state.sizeBytes, sourceKey: move ? state.key : null }
  const unfit = unfitBefore(state, parts.maxBytes, move)
  const opened = unfit ?? (await openSource(file.path, state))
  if (typeof opened === 'string') {
    if (!final) return { outcome: 'wait', reason: opened }
    return { outcome: 'arrived', arrival: await record(parts, { ...about, blob: null, refused: opened }) }
  }
  try {
    return await takeInOpen(opened, file, state, parts, about, final)
  } finally {
    await opened.close()
  }
}

/** Takes an upload in. Nobody can write on it any more, so it is stored or refused, never left waiting. */
export async function takeInStream(
  name: string,
  bytes: Readable,
  source: 'upload',
  parts: IntakeParts,
  by: string = source,
): Promise<ArrivalRow> {
  const staged = await parts.blobs.stage(bytes, parts.maxBytes)
  parts.onStep?.('copied')
  const about = { name: readable(name), source, sizeBytes: staged.sizeBytes, sourceKey: null, by }
  return keepAndRecord(staged, verdictOn(staged), parts, about)
}

type About = Pick<Incoming, 'name' | 'source' | 'sizeBytes' | 'sourceKey' | 'by'>

async function takeInOpen(
  opened: FileHandle,
  file: SourceFile,
  state: SourceState,
  parts: IntakeParts,
  about: About,
  final: boolean,
): Promise<TakenIn> {
  let staged: StagedBlob
  try {
    staged = await parts.blobs.stage(opened.createReadStream({ autoClose: false }), parts.maxBytes)
  } catch (error) {
    // An I/O error while reading the source; a failing disk on our side is not the file's fault.
    if ((error as NodeJS.ErrnoException).syscall !== 'read') throw error
    if (!final) return { outcome: 'wait', reason: 'FILE_UNREADABLE' }
    return { outcome: 'arrived', arrival: await record(parts, { ...about, blob: null, refused: 'FILE_UNREADABLE' }) }
  }
  parts.onStep?.('copied')
  const changed =
    (await openState(opened)).version !== state.version || (await stateOf(file.path))?.version !== state.version
  const verdict = verdictOn(staged)
  parts.onStep?.('checked')
  if (changed || (verdict.refused !== null && !final)) {
    await staged.discard()
    return { outcome: 'wait', reason: verdict.refused ?? 'FILE_TRUNCATED' }
  }
  return { outcome: 'arrived', arrival: await keepAndRecord(staged, verdict, parts, about) }
}

async function keepAndRecord(
  staged: StagedBlob,
  { mime, refused }: Verdict,
  parts: IntakeParts,
  about: About,
): Promise<ArrivalRow> {
  const { sha256, sizeBytes } = staged
  if (staged.tooLarge) {
    await staged.discard()
    return record(parts, { ...about, blob: null, refused })
  }
  await staged.keep()
  parts.onStep?.('kept')
  return record(parts, { ...about, blob: { sha256, sizeBytes, mime }, refused })
}

async function record(parts: IntakeParts, incoming: Incoming): Promise<ArrivalRow> {
  const arrival = await parts.store.transaction((tx) => recordArrival(tx, incoming, parts.clock()))
  parts.onStep?.('recorded')
  return arrival
}

interface Verdict {
  readonly mime: string | null
  readonly refused: FileReason | null
}

function verdictOn({ path, sizeBytes, tooLarge }: StagedBlob): Verdict {
  if (tooLarge) return { mime: null, refused: 'FILE_TOO_LARGE' }
  if (sizeBytes === 0) return { mime: null, refused: 'FILE_EMPTY' }
  const file = openBytes(path)
  const mime = sniff(file.bytes(0, SNIFF_BYTES))
  file.close()
  if (mime === null) return { mime, refused: 'FILE_UNSUPPORTED' }
  return { mime, refused: isComplete(path, mime) ? null : 'FILE_TRUNCATED' }
}

function unfitBefore(state: SourceState, maxBytes: number, inInbox: boolean): FileReason | null {
  if (!state.regular) return 'FILE_NOT_REGULAR'
  // A second name elsewhere could make the inbox hand out a file that is not the sender's.
  if (inInbox && state.links > 1) return 'FILE_NOT_REGULAR'
  return state.sizeBytes > maxBytes ? 'FILE_TOO_LARGE' : null
}
