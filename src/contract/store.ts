import type { Readable } from 'node:stream'
import type { Claim } from './claims.ts'
import type { FindingsRow } from './finding.ts'
import type { HandFitRow } from './handFit.ts'
import type { Heap } from './group.ts'
import type { HeldQuery } from './choice.ts'
import type { SwitchName } from './operation.ts'
import type { OwnSave } from './ownWork.ts'
import type { Role } from './people.ts'
import type { SampleScore, SampleTally } from './measured.ts'
import type { SampleRow, SamplingRow } from './sample.ts'
import type {
  ArrivalRow,
  AuditCheck,
  AuditRow,
  BlobRow,
  CellKeyingRow,
  DecisionRow,
  EnvelopeRow,
  FormRow,
  GlanceRow,
  JobKind,
  JobRow,
  KeyingRow,
  LetterRow,
  PageRow,
  PersonRow,
  ReadingRow,
  SaveRow,
  SessionRow,
  SheetRow,
  SignInFailuresRow,
} from './rows.ts'

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

export interface SampleQuery {
  readonly by: string
  readonly state: 'open' | 'differs'
  readonly now: number
  readonly number?: number
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
  /** Pages of files by state; `aside`: held ones of which a person kept another scan. */
  pageCounts(
    arrivals: readonly string[],
  ): Promise<{ arrival: string; state: PageRow['state'] | 'aside'; pages: number }[]>
  /** Letters that pages of files are in, in the order of the pages. */
  lettersOfArrivals(arrivals: readonly string[]): Promise<{ arrival: string; letter: string; needsReview: number }[]>
  /** Held and failed ones, newest first: those that wait for a person, or those of which a person kept another scan. */
  pagesWithoutLetter(query: HeldQuery): Promise<{ total: number; pages: PageRow[] }>

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

  /** What was found wrong with these pages as they stand; a page without a row had nothing. */
  findingsOf(pages: readonly string[]): Promise<FindingsRow[]>
  /** The readings that stand: of each page of the letter the newest run that read it. */
  readingsOfLetter(letter: string): Promise<ReadingRow[]>
  /** All readings of a page, oldest first. */
  readingsOfPage(page: string): Promise<ReadingRow[]>
  /** Oldest first, without those of a sheet that was taken back and those of a sample. */
  keyings(letter: string): Promise<KeyingRow[]>
  save(key: string): Promise<SaveRow | null>
  /** Oldest first, also those that were taken back and those of samples. */
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
  /** All that were ever printed. */
  forms(): Promise<FormRow[]>
  /** How a person fitted a page last; null when nobody did. */
  handFit(page: string): Promise<HandFitRow | null>
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

  sampling(): Promise<SamplingRow>
  sample(number: number): Promise<SampleRow | null>
  samplesOfLetter(letter: string): Promise<SampleRow[]>
  /**
   * The sample that `by` has in hand, else the first in turn that nobody holds at `now`. To key again: of accepted letters that `by` was not shown and
   * a field they never keyed; to settle: a field they never keyed. With a number: that one, or null when it is not theirs to do.
   */
  nextSample(query: SampleQuery): Promise<SampleRow | null>
  /** How many of these there are for `by`, held or not. */
  samplesFor(by: string, state: SampleQuery['state']): Promise<number>
  sampleTallies(): Promise<SampleTally[]>
  /** Of all that was keyed again and is settled. */
  sampleScores(): Promise<SampleScore[]>
  /** Of accepted letters. */
  sampleBacklog(): Promise<{ toKey: number; toSettle: number; oldest: string | null }>
  /** What a person saved since then, samples left out; how many fields with each. */
  savesBy(person: string, since: string): Promise<OwnSave[]>
  /** Letters in which they and another keyed a field, one of the two blind. */
  lettersKeyedApart(person: string, since: string): Promise<string[]>
  /** Of fields that they keyed last before the draw: how many were keyed again and settled, and how many were right. */
  samplesOfOwn(person: string, since: string): Promise<{ compared: number; agreed: number }>
  hasSeen(letter: string, person: string): Promise<boolean>

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

  addHandFit(row: HandFitRow): Promise<void>
  addFindings(row: FindingsRow): Promise<void>
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

  setShares(shares: string): Promise<void>
  /** Nothing happens when the field of the letter has one. */
  addSample(row: Omit<SampleRow, 'number'>): Promise<void>
  updateSample(number: number, change: Partial<Omit<SampleRow, 'number' | 'letter' | 'field'>>): Promise<void>
  /** Somebody was shown the letter as a whole. Told again it does nothing. */
  addSeen(letter: string, person: string): Promise<void>
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
