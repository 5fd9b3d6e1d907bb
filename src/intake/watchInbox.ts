import { watch, type FSWatcher } from 'node:fs'
import { mkdir, realpath } from 'node:fs/promises'
import type { AlarmCode } from '../contract/operation.ts'
import type { ArrivalRow } from '../contract/rows.ts'
import { moveSource, type InboxFolders } from './inbox.ts'
import { isOpenForWriting } from './openForWriting.ts'
import { filesBelow, liesIn, stateOf, type SourceFile } from './sourceFile.ts'
import { takeInFile, type IntakeParts } from './takeIn.ts'
import { inboxPresence, placeToKeep, troubleOf } from './trouble.ts'

export interface InboxTiming {
  /** Size and time must stand still this long. */
  readonly stableMs: number
  /** A file that stands still but is not whole is refused after this. */
  readonly patienceMs: number
  /** Looks through the whole folder this often: events get lost. */
  readonly rescanMs: number
  /** While intake cannot go on, it tries again this often. */
  readonly alarmMs: number
}

/** Whether intake may go on. `alarm` is told why it cannot, and null as soon as it can again. */
export interface IntakeGate {
  paused(): boolean
  alarm(code: AlarmCode | null, path: string): void
  /** With less room than this nothing is taken in: the database must still be able to write what it holds. */
  readonly leastFreeBytes: number
  /** Where what is taken in is kept, as the alarm names it. */
  readonly place: string
}

export interface WatchedInbox {
  /** Looks through the inbox once more and takes in what is ready. */
  look(): Promise<void>
  stop(): Promise<void>
}

/**
 * Takes in what appears in the inbox, from what lies there already. `onArrival` hears of each; `onError` of a file or folder
 * that could not be worked on (it is tried again).
 */
export async function watchInbox(
  folders: InboxFolders,
  parts: IntakeParts,
  timing: InboxTiming,
  onArrival: (arrival: ArrivalRow) => void,
  onError: (error: unknown) => void,
  gate: IntakeGate,
): Promise<WatchedInbox> {
  await mkdir(folders.inbox, { recursive: true })
  const presence = await inboxPresence(folders.inbox)
  const place = placeToKeep(parts.blobs, gate.leastFreeBytes)
  let watcher: FSWatcher | null = null
  let alarmed = false
  const candidates = new Map<string, Candidate>()
  let stopped = false
  // Something happened since the last look began.
  let stirred = false
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()

  const wait = (code: AlarmCode, path: string): void => {
    alarmed = true
    gate.alarm(code, path)
  }
  /** Whether there is an inbox to take from and room to keep what lies in it. */
  const ready = async (): Promise<boolean> => {
    const inbox = await presence.look()
    if (inbox === 'gone') wait('INBOX_GONE', folders.inbox)
    if (inbox === 'fresh') watchEvents()
    const trouble = inbox === 'gone' ? null : await place.trouble(alarmed)
    if (trouble !== null) wait(trouble, gate.place)
    return inbox !== 'gone' && trouble === null
  }
  const lookOnce = async (): Promise<void> => {
    stirred = false
    if (gate.paused() || !(await ready())) return
    const present = new Set<string>()
    let taken = 0
    for await (const file of filesBelow(Buffer.from(folders.inbox))) {
      if (stopped) return
      const id = file.path.toString('latin1')
      present.add(id)
      try {
        const candidate = await observe(candidates.get(id), file, parts.clock())
        if (candidate === null) continue
        candidates.set(id, candidate)
        const arrival = await ripe(file, candidate, folders, parts, timing)
        if (arrival === null) continue
        candidates.delete(id)
        onArrival(arrival)
        await moveSource(arrival, file, folders, parts.store)
        parts.onStep?.('moved')
        taken++
      } catch (error) {
        const trouble = troubleOf(error)
        if (trouble === null) {
          onError(error)
          continue
        }
        // Not this file's fault, and the next one would fare no better.
        candidates.delete(id)
        return wait(trouble, gate.place)
      }
    }
    // Only a file that went through, or an inbox with none, says that it works again.
    if (alarmed && (taken > 0 || present.size === 0)) {
      alarmed = false
      gate.alarm(null, folders.inbox)
    }
    for (const id of candidates.keys()) if (!present.has(id)) candidates.delete(id)
  }
  const look = (): Promise<void> => {
    looking = looking.then(lookOnce).catch(onError).then(plan)
    return looking
  }
  const plan = (): void => {
    clearTimeout(timer)
    if (stopped) return
    const soon = Math.max(SOON_MS, timing.stableMs / 2)
    const calm = alarmed ? timing.alarmMs : timing.rescanMs
    const next = candidates.size > 0 ? soon : stirred && !alarmed ? SOON_MS : calm
    timer = setTimeout(() => void look(), Math.min(next, timing.rescanMs))
  }
  const watchEvents = (): void => {
    watcher?.close()
    watcher = watch(folders.inbox, { persistent: false }, () => {
      stirred = true
      // While files are waiting, the next look is near already.
      if (candidates.size === 0) plan()
    })
    watcher.on('error', onError)
  }
  watchEvents()
  await look()
  return {
    look,
    async stop() {
      stopped = true
      clearTimeout(timer)
      watcher?.close()
      await looking
    },
  }
}

const SOON_MS = 20

interface Candidate {
  readonly version: string
  readonly since: number
  /** Looked at in vain: the waits double, so that a large file that never ends is not copied again and again. */
  triesAfter: number
}

async function observe(before: Candidate | undefined, file: SourceFile, now: number): Promise<Candidate | null> {
  const state = await stateOf(file.path)
  if (state === null) return null
  return before?.version === state.version ? before : { version: state.version, since: now, triesAfter: now }
}

/** The arrival a candidate has become, or null while it must wait. */
async function ripe(
  file: SourceFile,
  candidate: Candidate,
  folders: InboxFolders,
  parts: IntakeParts,
  { stableMs, patienceMs }: InboxTiming,
): Promise<ArrivalRow | null> {
  const now = parts.clock()
  const still = now - candidate.since
  if (still < stableMs || now < candidate.triesAfter) return null
  candidate.triesAfter = Math.min(now + still, Math.max(now, candidate.since + patienceMs))
  const final = still >= patienceMs
  const regular = (await stateOf(file.path))?.regular === true
  // Even the patient do not take a file from under somebody's pen, nor one that resolves to outside.
  if (regular && !(await liesIn(file.path, folders.inbox))) return null
  if (regular && isOpenForWriting(await realpath(file.path, { encoding: 'buffer' }))) return null
  const taken = await takeInFile(file, parts, { source: 'inbox', final, move: true })
  return taken.outcome === 'arrived' ? taken.arrival : null
}
