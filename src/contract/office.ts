import { Type, type Static } from 'typebox'
import type { Readable } from 'node:stream'
import { Holders, type Claim, type ClaimAnswer } from './claims.ts'
import type { ChoiceRequest, HeldQuery } from './choice.ts'
import type { MailDesk } from './envelope.ts'
import type { ErrorReport } from './measured.ts'
import type { GroupList, GroupQuery, GroupSheet, SheetOutcome, SheetRequest } from './group.ts'
import { ArrivalView, AsideHow, type HeldPage, LetterState, LetterSummary, LetterView, ValueState } from './letter.ts'
import type { CorrectionRequest, SplitView } from './split.ts'
import type { OwnWork } from './ownWork.ts'
import type { Operation, OperationChange } from './operation.ts'
import { Value } from './reading.ts'
import type { HandFitRequest, HandFitView } from './handFit.ts'
import type { PageSteps } from './pageSteps.ts'
import type { RescanList } from './rescan.ts'
import type { SampleDesk } from './sample.ts'
import type { UploadAnswer, UploadPart } from './uploadRoutes.ts'
import type { ScoreReport } from './scores.ts'

export const LetterQuery = Type.Object({
  state: Type.Optional(LetterState),
  /** From 0. */
  offset: Type.Integer({ minimum: 0, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
})
export type LetterQuery = Static<typeof LetterQuery>

export const LetterList = Type.Object({
  total: Type.Integer(),
  counts: Type.Record(Type.String(), Type.Integer()),
  letters: Type.Array(LetterSummary),
  /** Who works on which of them now. */
  holders: Holders,
})
export type LetterList = Static<typeof LetterList>

export const SaveRequest = Type.Object({
  /** The letter's revision that the person saw. */
  revision: Type.Integer(),
  /** Made by the browser once for each save: the same key again is answered with the first outcome. */
  key: Type.String({ minLength: 8, maxLength: 80 }),
  /** Fields the person typed, changed or confirmed. */
  keyings: Type.Array(
    Type.Object({
      field: Type.String(),
      state: ValueState,
      value: Type.Union([Value, Type.Null()]),
      /** Why it stands although it breaks a rule. */
      why: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    }),
  ),
})
export type SaveRequest = Static<typeof SaveRequest>

/** Lays a letter aside, or takes it back (`how` null). */
export const AsideRequest = Type.Object({
  revision: Type.Integer(),
  how: Type.Union([AsideHow, Type.Null()]),
  note: Type.String({ maxLength: 400, default: '' }),
})
export type AsideRequest = Static<typeof AsideRequest>

/** Somebody saved in between, or `holder` works on it now; nothing was written. `theirs` is the letter as it stands now. */
interface Stale {
  outcome: 'stale'
  theirs: LetterView
  holder: string | null
}
/** Who saved goes on to the next letter: what the saved one became is told, not all that stands in it. */
export type SaveResult = { outcome: 'saved'; letter: LetterSummary } | Stale
export type AsideResult = { outcome: 'saved'; letter: LetterView } | Stale

/** What happens, as the screens hear it. Ids only, never values. */
export type OfficeEvent =
  | { type: 'arrival'; arrival: ArrivalView }
  | { type: 'letter'; letter: LetterSummary }
  /** Somebody took a letter, or it is free again (null). A renewal is not told. */
  | { type: 'claim'; letter: string; claim: Claim | null }
  | { type: 'operation'; operation: Operation }

export interface ImageBytes {
  readonly bytes: Uint8Array
  readonly mime: string
}

/**
 * Everything a screen or a command may ask about letters. `pipeline/` implements it over a store; `api/` and `cli/` only know this.
 * Throws XianceError LETTER_UNKNOWN, PAGE_UNKNOWN, FIELD_UNKNOWN for ids that are not there.
 */
export interface Office {
  letters(query: LetterQuery): Promise<LetterList>
  /** As `by` may see it: what waits for their blind keying is left out. Without a name it is left out for everybody. */
  letter(id: string, by?: string): Promise<LetterView>
  /**
   * The next letter that needs a person and that nobody but `by` holds, oldest first, after the given one (then from the start); null when
   * none is left.
   */
  nextLetter(after: string | null, by: string): Promise<string | null>
  /** Throws KEYING_NOT_YOURS when a field of it waits for somebody else. */
  save(id: string, by: string, request: SaveRequest): Promise<SaveResult>
  /** Postpones, refers or sends back to the mailroom; reversible. `stale` as with a save. */
  setAside(id: string, by: string, request: AsideRequest): Promise<AsideResult>
  /** How sure the machine was of the newest letters, for whoever thinks of other thresholds. */
  scores(): Promise<ScoreReport>
  /** What can be confirmed among its like, by heap and value. */
  groups(): Promise<GroupList>
  groupSheet(query: GroupQuery): Promise<GroupSheet>
  /** The ink of one crop of a sheet. Throws NOT_FOUND when it waits no more. */
  cropImage(number: number): Promise<ImageBytes>
  /** Keeps what a person confirmed on a sheet, and what they took out. */
  confirmSheet(by: string, request: SheetRequest): Promise<SheetOutcome>
  /** Takes a sheet back: its keyings count for nothing. Throws REQUEST_INVALID for the sheet of somebody else. */
  withdrawSheet(by: string, key: string): Promise<void>
  /** Takes a letter, keeps it, or takes over one whose claim has ended. */
  claim(id: string, by: string): Promise<ClaimAnswer>
  /** As nextLetter, and the letter is then held by `by`: both or neither. */
  claimNext(after: string | null, by: string): Promise<string | null>
  /** Gives a letter back; one that somebody else holds stays theirs. */
  release(id: string, by: string): Promise<void>
  arrivals(query: { offset: number; limit: number }): Promise<{ total: number; arrivals: ArrivalView[] }>
  /** Takes in one uploaded file; answers when its bytes and its row are durable (reading goes on behind). */
  receive(name: string, bytes: Readable, source: 'upload', by: string): Promise<ArrivalView>
  /** Takes in a piece of the file that `by` calls `id`; with the last one it is the arrival. What came before the connection was lost stays. */
  receivePart(id: string, part: UploadPart, bytes: Readable, by: string): Promise<UploadAnswer>
  /** Pages that found no letter, newest first, each with the one it disagrees with. */
  heldPages(query: HeldQuery): Promise<{ total: number; pages: HeldPage[] }>
  handFit(pageId: string): Promise<HandFitView>
  /** Has a held page read again as a person fitted it. */
  fitByHand(pageId: string, by: string, request: HandFitRequest): Promise<void>
  /** What has to be scanned again. */
  rescans(): Promise<RescanList>
  /** `small`: some 240 pixels wide, for a list of many. */
  pageImage(pageId: string, small?: boolean): Promise<ImageBytes>
  /** Where envelopes are registered, counted and cleared. */
  readonly mail: MailDesk
  /** How wrong what stands is, as far as it was measured. `target` of thresholds, 0..1; null: what the office bears of each kind. */
  errors(target: number | null): Promise<ErrorReport>
  /** What `by` did, and how often others said the same: told to nobody else. */
  ownWork(by: string): Promise<OwnWork>
  /** Where drawn fields are keyed again, to measure what stands. */
  readonly samples: SampleDesk
  original(arrivalId: string): Promise<{ stream: Readable; name: string; mime: string }>
  subscribe(listener: (event: OfficeEvent) => void): () => void
}

export interface IntakeProgress {
  readonly filesTotal: number
  /** Files that are durable or refused. */
  readonly filesStored: number
  readonly filesDone: number
  readonly pagesTotal: number
  readonly pagesDone: number
}

/** The office as the command line runs it: files in, jobs worked off, a tidy end. */
export interface RunningOffice extends Office {
  /**
   * Takes files and folders in (sources stay where they are) and answers when each file is done or refused. Throws
   * PATH_UNKNOWN for a path that is not there, before anything is taken in.
   */
  intakePaths(paths: readonly string[], onProgress?: (progress: IntakeProgress) => void): Promise<ArrivalView[]>
  /** Starts to take in what appears in the inbox; call the answer to stop. */
  watchInbox(): Promise<() => Promise<void>>
  /** What the machine saw of a page on its way to the readers; with `readings` what they made of it, as `by` may see it. Throws PAGE_UNKNOWN, STEPS_FAILED. */
  pageSteps(page: string, by: string, readings: boolean): Promise<PageSteps>
  /** Reads all pages of a letter again; human values stay. */
  reread(letter: string, by: string): Promise<void>
  /** Tries a failed or held page again. */
  retryPage(page: string, by: string): Promise<void>
  /** How a file was told apart into letters. Throws ARRIVAL_UNKNOWN. */
  split(arrival: string): Promise<SplitView>
  /** One correction of it by a person: all or nothing. Throws what stands at `correctFile`. */
  correctSplit(arrival: string, by: string, request: CorrectionRequest): Promise<SplitView>
  /** Chooses between two scans of one page. Throws PAGE_UNKNOWN, CHOICE_USELESS, STALE_PAGES, PAGE_BEING_READ, LETTER_HELD. */
  choosePage(page: string, by: string, request: ChoiceRequest): Promise<void>
  /** Tries all of a file again that failed, was held, or was refused by a reader. Throws ARRIVAL_UNKNOWN, RETRY_USELESS. */
  retryArrival(arrival: string, by: string): Promise<ArrivalView>
  operation(): Promise<Operation>
  /** Pauses or resumes a part; it stays so across a restart. */
  operate(change: OperationChange, by: string): Promise<Operation>
  /** Resolves when no job is waiting or running. */
  idle(): Promise<void>
  /** Stops taking work and ends within 10 s; what was running is done again at the next start. */
  close(): Promise<void>
}
