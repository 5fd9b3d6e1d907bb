import type { Readable } from 'node:stream'
import type { Claim } from './claims.ts'
import type { Campaign } from './form.ts'
import type { EnvelopeView } from './envelope.ts'
import type { Heap, SheetOutcome } from './group.ts'
import type { Bilingual, Layout } from './layout.ts'
import type { ArrivalView, Decision, Keying, LetterSummary, PageView } from './letter.ts'
import type { Fit, PageCode, PageKind } from './page.ts'
import type { Reading } from './reading.ts'
import type { SwitchName } from './operation.ts'
import type { Person, Role } from './people.ts'
import type { PageReason } from './reasons.ts'
import type { SeenPage, Turn } from './stack.ts'
import type { StageMs } from './digitize.ts'

/**
 * Keeps and finds. Every implementation passes test/store/storeContract.ts. Nothing here shows what is underneath:
 * a store SHALL answer asynchronously, SHALL make a transaction all or nothing and durable before it resolves, and
 * SHALL run the work of one transaction as if no other were there.
 */
export interface Store extends StoreReads {
  /** `work` MUST NOT do anything but read and write through `tx`: an implementation may run it again. */
  transaction<T>(work: (tx: StoreTransaction) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface BlobRow {
  readonly sha256: string
  readonly sizeBytes: number
  /** By its bytes: application/pdf, image/tiff, image/jpeg, image/png; null for what we do not read. */
  readonly mime: string | null
}

export interface ArrivalRow {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly sha256: string | null
  readonly source: ArrivalView['source']
  /** `device:inode:size:mtime` of the file it was copied from: the same file is never taken in twice, even across a crash. */
  readonly sourceKey: string | null
  /** False while the file it was copied from may still lie in the inbox. */
  readonly sourceMoved: boolean
  readonly at: string
  readonly state: ArrivalView['state']
  readonly reason: string | null
  readonly sameAs: string | null
  readonly finishedAt: string | null
}

export interface PageRow {
  readonly id: string
  readonly arrival: string
  readonly sha256: string
  readonly index: number
  readonly letter: string | null
  readonly kind: PageKind
  readonly state: PageView['state']
  readonly reason: PageReason | null
  readonly code: PageCode | null
  readonly fit: Fit | null
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number | null
  /** Which reading stands: 0 when never read, grows by one with each reading. */
  readonly run: number
  /** Run whose image is on disk; null without one. */
  readonly view: number | null
  readonly ms: StageMs | null
  /** The envelope it came out of; null while nothing said which. */
  readonly envelope: string | null
  /** What it showed before it was read; null until it was looked at. */
  readonly seen: SeenPage | null
  /** Of the split of its file, from 1; null before it. */
  readonly part: number | null
  readonly turn: Turn
}

export interface LetterRow extends LetterSummary {
  /** Of the layout its pages were printed from. */
  readonly fingerprint: string
  /** The envelope it came in; null or absent when nothing said which. */
  readonly envelope?: string | null
  /** Who can key none of what waits for a second person in it; null or absent: nothing does. The same for a settler. */
  readonly secondBarred?: readonly string[] | null
  readonly settleBarred?: readonly string[] | null
}

/** An envelope without what is counted from its pages and letters. */
export type EnvelopeRow = Omit<EnvelopeView, 'seen' | 'letters' | 'problems'>

export interface ReadingRow {
  readonly page: string
  readonly run: number
  readonly field: string
  readonly reading: Reading
  readonly at: string
}

export interface KeyingRow extends Keying {
  readonly letter: string
  readonly save: string
}

/** One save by a person; `key` is unique, which makes a replayed request harmless. */
export interface SaveRow {
  readonly key: string
  readonly letter: string
  readonly by: string
  readonly at: string
  readonly requestSha256: string
  /** Of the group view; absent for a save of one letter. */
  readonly sheet?: string
}

/**
 * One crop that waits for a glance among its like. Made anew whenever its reading or its field changes; a number is never used
 * again.
 */
export interface GlanceRow {
  readonly number: number
  readonly letter: string
  readonly page: string
  readonly run: number
  readonly form: string
  readonly version: number
  readonly field: string
  /** Index of the cell; -1 for the whole field. */
  readonly cell: number
  readonly heap: string
  /** JSON of what was read: text, a list of options, or null for blank. */
  readonly value: string
  readonly score: number
  /** Taken out by a person. */
  readonly odd: boolean
}

/** A person's word on one character, for the reading it was shown with. */
export interface CellKeyingRow {
  readonly letter: string
  readonly field: string
  readonly cell: number
  readonly run: number
  readonly value: string
  readonly by: string
  readonly at: string
  readonly sheet: string
}

/** A screen of crops confirmed by one key. */
export interface SheetRow {
  readonly key: string
  readonly by: string
  readonly at: string
  readonly requestSha256: string
  readonly outcome: SheetOutcome
  readonly withdrawnAt: string | null
}

/** A decision as it stood from `revision` of its letter on, until the next row of the same field. */
export interface DecisionRow extends Decision {
  readonly letter: string
  readonly revision: number
  readonly at: string
}

export type JobKind = 'file' | 'sort' | 'page'
export interface JobRow {
  readonly id: number
  readonly kind: JobKind
  /** file: arrival id. sort, page: page id. */
  readonly subject: string
  /** Failed tries so far. */
  readonly attempts: number
  /** Milliseconds since 1970. */
  readonly notBefore: number
  /** Milliseconds since 1970; null when nobody works on it. */
  readonly leaseUntil: number | null
  readonly lastError: string | null
}

/** A form version as it was when letters were read with it: kept for ever, because letters point to it. */
export interface FormRow {
  readonly form: string
  readonly version: number
  readonly fingerprint: string
  readonly title: Bilingual
  readonly layout: Layout
  readonly campaign: Campaign
}

export interface PersonRow extends Person {
  /** As `people/password.ts` makes it; never the password. */
  readonly password: string
}

/** Times in milliseconds since 1970. */
export interface SessionRow {
  readonly tokenSha256: string
  readonly person: string
  readonly beganAt: number
  readonly seenAt: number
}

/** Wrong tries to sign in, counted by a hash of name, address or both. */
export interface SignInFailuresRow {
  readonly key: string
  readonly failures: number
  /** Milliseconds since 1970. */
  readonly lastAt: number
}

export type AuditIds = Readonly<Record<string, string | number>>
export interface AuditRow {
  readonly number: number
  readonly at: string
  readonly who: string
  /** What happened, in dotted lower case: `arrival.stored`, `letter.saved`. */
  readonly what: string
  /** Ids and counts only, never a value from a page. */
  readonly ids: AuditIds
  readonly previousHash: string
  readonly hash: string
}

export interface AuditCheck {
  /** Entries that are as they were written, counted from the first. */
  readonly entries: number
  /** Hash of the last of them: to be noted down elsewhere. */
  readonly head: string
  readonly broken: number | null
  readonly expectedFound: boolean | null
}

export interface StoreReads {
  blob(sha256: string): Promise<BlobRow | null>
  blobs(): Promise<BlobRow[]>

  arrival(id: string): Promise<ArrivalRow | null>
  /** Newest first. */
  arrivals(query: { offset: number; limit: number }): Promise<{ total: number; arrivals: ArrivalRow[] }>
  arrivalsOfBlob(sha256: string): Promise<ArrivalRow[]>
  /** Arrivals whose source file has not been seen to be moved away. */
  unmovedArrivals(): Promise<ArrivalRow[]>

  page(id: string): Promise<PageRow | null>
  pagesOfArrivals(arrivals: readonly string[]): Promise<PageRow[]>
  pagesOfLetter(letter: string): Promise<PageRow[]>
  /** Pages of a file that nobody has looked at yet. */
  pagesUnseen(arrival: string): Promise<number>
  /** Pages of files by state. */
  pageCounts(arrivals: readonly string[]): Promise<{ arrival: string; state: PageRow['state']; pages: number }[]>
  /** Letters that pages of files are in, in the order of the pages. */
  lettersOfArrivals(arrivals: readonly string[]): Promise<{ arrival: string; letter: string; needsReview: number }[]>
  /** Held and failed ones, newest first. */
  pagesWithoutLetter(query: { offset: number; limit: number }): Promise<{ total: number; pages: PageRow[] }>

  letter(id: string): Promise<LetterRow | null>
  letterOfSerial(form: string, version: number, serial: string): Promise<LetterRow | null>
  /** Oldest first. */
  letters(query: { state?: LetterRow['state']; offset: number; limit: number }): Promise<LetterRow[]>
  letterCounts(): Promise<Record<LetterRow['state'], number>>
  lettersById(ids: readonly string[]): Promise<LetterRow[]>
  /**
   * The oldest letter in review after the given one, then from the start, that nobody but `by` holds at `now` and in which one with these roles
   * has something to do; never `after` itself. Who neither reviews nor settles only looks, at any.
   */
  nextLetterInReview(query: {
    after: string | null
    by: string
    roles: readonly Role[]
    now: number
  }): Promise<string | null>

  envelope(id: string): Promise<EnvelopeRow | null>
  envelopeOfWaybill(waybill: string): Promise<EnvelopeRow | null>
  envelopeOfCode(code: string): Promise<EnvelopeRow | null>
  /** In the order they were registered. */
  envelopesOfDay(day: string): Promise<EnvelopeRow[]>
  /** Newest first. */
  envelopeDays(limit: number): Promise<{ day: string; envelopes: number }[]>
  /** Those not cleared of which no page was seen, oldest first. */
  envelopesUnseen(limit: number): Promise<EnvelopeRow[]>
  lettersOfEnvelope(envelope: string): Promise<LetterRow[]>
  pagesOfEnvelope(envelope: string): Promise<PageRow[]>
  /** Letters with required pages missing, oldest first. */
  lettersWithGaps(limit: number): Promise<LetterRow[]>
  /** How many letters on paper belong to no envelope. */
  lettersWithoutEnvelope(): Promise<number>

  /** The readings that stand: of each page of the letter the newest run that read it. */
  readingsOfLetter(letter: string): Promise<ReadingRow[]>
  /** All readings of a page, oldest first. */
  readingsOfPage(page: string): Promise<ReadingRow[]>
  /** Oldest first, without those of a sheet that was taken back. */
  keyings(letter: string): Promise<KeyingRow[]>
  save(key: string): Promise<SaveRow | null>
  /** Oldest first, also those that were taken back. */
  keyingsEver(letter: string): Promise<KeyingRow[]>
  keyingsOfSave(key: string): Promise<KeyingRow[]>
  /** The standing decision of each field. */
  decisions(letter: string): Promise<DecisionRow[]>
  /** Every decision there ever was, oldest first. */
  decisionHistory(letter: string): Promise<DecisionRow[]>

  glancesOfLetter(letter: string): Promise<GlanceRow[]>
  glancesByNumber(numbers: readonly number[]): Promise<GlanceRow[]>
  /** Heaps in which something waits. */
  glanceHeaps(): Promise<(Heap & { waiting: number })[]>
  /** What waits in a heap by value, the most frequent first. */
  glanceGroups(heap: Heap, limit: number): Promise<{ value: string; waiting: number }[]>
  /** Values together, the least sure of each first; without those taken out. */
  glancesWaiting(heap: Heap & { value?: string }, limit: number): Promise<GlanceRow[]>
  /** Oldest first, without those of a sheet that was taken back. */
  cellKeyings(letter: string): Promise<CellKeyingRow[]>
  sheet(key: string): Promise<SheetRow | null>
  lettersOfSheet(key: string): Promise<string[]>

  job(kind: JobKind, subject: string): Promise<JobRow | null>
  /** Jobs not done yet, and when the earliest that nobody works on may start (null: none). */
  jobsOpen(): Promise<{ open: number; nextAt: number | null }>
  form(form: string, version: number, fingerprint: string): Promise<FormRow | null>
  /** All layouts a version was ever printed from. */
  formsOf(form: string, version: number): Promise<FormRow[]>
  /** Oldest first. */
  audit(query: { after: number; limit: number }): Promise<AuditRow[]>
  /** Number of the first entry whose hash or order is wrong; null when the chain is whole. */
  auditBreak(): Promise<number | null>
  /** The same with what was found on the way, and whether the hash given (noted down earlier) is one of the chain. */
  auditCheck(expected: string | null): Promise<AuditCheck>

  person(name: string): Promise<PersonRow | null>
  /** In the order they came. */
  people(): Promise<PersonRow[]>
  session(tokenSha256: string): Promise<SessionRow | null>
  signInFailures(key: string): Promise<SignInFailuresRow | null>

  /** Also one that has ended. */
  claim(letter: string): Promise<Claim | null>
  /** Claims on these letters that have not ended at `now`. */
  claims(letters: readonly string[], now: number): Promise<Claim[]>

  /** What a person has paused. */
  pausedParts(): Promise<SwitchName[]>
}

export interface StoreTransaction extends StoreReads {
  putBlob(row: BlobRow): Promise<void>

  addArrival(row: Omit<ArrivalRow, 'id'>): Promise<ArrivalRow>
  updateArrival(id: string, change: Partial<Omit<ArrivalRow, 'id'>>): Promise<void>

  addPage(row: Pick<PageRow, 'arrival' | 'sha256' | 'index'>): Promise<PageRow>
  updatePage(id: string, change: Partial<Omit<PageRow, 'id'>>): Promise<void>

  addLetter(row: Omit<LetterRow, 'id'>): Promise<LetterRow>
  updateLetter(id: string, change: Partial<Omit<LetterRow, 'id'>>): Promise<void>

  addEnvelope(row: Omit<EnvelopeRow, 'id'>): Promise<EnvelopeRow>
  updateEnvelope(id: string, change: Partial<Omit<EnvelopeRow, 'id'>>): Promise<void>

  addReadings(rows: readonly ReadingRow[]): Promise<void>
  /** Answers the keyings as they are kept. */
  addSave(
    row: SaveRow,
    keyings: readonly Omit<KeyingRow, 'id' | 'letter' | 'by' | 'at' | 'save'>[],
  ): Promise<KeyingRow[]>
  addDecisions(rows: readonly DecisionRow[]): Promise<void>

  addGlances(rows: readonly Omit<GlanceRow, 'number'>[]): Promise<void>
  removeGlances(numbers: readonly number[]): Promise<void>
  markOdd(numbers: readonly number[]): Promise<void>
  addCellKeyings(rows: readonly CellKeyingRow[]): Promise<void>
  addSheet(row: Omit<SheetRow, 'withdrawnAt'>): Promise<void>
  /** Its keyings count for nothing from now on. Whether it stood until now. */
  withdrawSheet(key: string, at: string): Promise<boolean>

  /** Nothing happens when the subject has an open job of this kind. */
  addJob(kind: JobKind, subject: string, notBefore: number): Promise<void>
  /** Leases the oldest job that may start; null when there is none. */
  claimJob(now: number, leaseUntil: number, kinds?: readonly JobKind[]): Promise<JobRow | null>
  /** Whether the job was still open. */
  finishJob(id: number): Promise<boolean>
  retryJob(id: number, notBefore: number, error: string): Promise<void>
  /** At start-up, when it is sure that nobody else works: every lease ends. Answers how many. */
  releaseLeases(): Promise<number>

  putForm(row: FormRow): Promise<void>
  addAudit(entry: Pick<AuditRow, 'at' | 'who' | 'what' | 'ids'>): Promise<void>

  addPerson(row: PersonRow): Promise<void>
  updatePerson(name: string, change: Partial<Pick<PersonRow, 'roles' | 'password' | 'disabled'>>): Promise<void>
  addSession(row: SessionRow): Promise<void>
  touchSession(tokenSha256: string, seenAt: number): Promise<void>
  endSession(tokenSha256: string): Promise<void>
  /** All sessions of a person but the one given. */
  endSessionsOf(person: string, except: string | null): Promise<void>
  endSessionsBefore(beganAt: number): Promise<void>
  /** Takes the place of the one there was. */
  putClaim(claim: Claim): Promise<void>
  endClaim(letter: string): Promise<void>
  /** No failures: the row goes. */
  putSignInFailures(row: SignInFailuresRow): Promise<void>

  setPaused(name: SwitchName, paused: boolean): Promise<void>
}

/** Bytes by their SHA-256 (64 lower-case hex digits). */
export interface Blobs {
  /**
   * Copies a stream to a temporary place while hashing it. Ends early, with `tooLarge`, when it brings more than
   * `maxBytes`. Nothing is kept before `keep`.
   */
  stage(bytes: Readable, maxBytes: number): Promise<StagedBlob>
  has(sha256: string): Promise<boolean>
  get(sha256: string): Promise<Readable>
  /** A local file with the bytes, for a reader process. */
  path(sha256: string): Promise<string>
  /** Hashes the bytes again: false when they are damaged or gone. */
  verify(sha256: string): Promise<boolean>
  list(): AsyncIterable<string>
  /** Room left where the bytes go; null when nobody can say. */
  freeBytes(): Promise<number | null>
  /** Removes what a crash left half copied. Only when nobody else uses the folder. Answers how many. */
  sweep(): Promise<number>
}

export interface StagedBlob {
  readonly sha256: string
  readonly sizeBytes: number
  readonly tooLarge: boolean
  /** Where the copy lies meanwhile. */
  readonly path: string
  /** Durable under its hash when this resolves. Harmless when the same bytes are there already. */
  keep(): Promise<void>
  discard(): Promise<void>
}
