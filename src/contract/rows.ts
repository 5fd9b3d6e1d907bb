import type { Campaign } from './form.ts'
import type { EnvelopeView } from './envelope.ts'
import type { SheetOutcome } from './group.ts'
import type { Bilingual, Layout } from './layout.ts'
import type { ArrivalView, Decision, Keying, LetterSummary, PageView } from './letter.ts'
import type { Fit, PageCode, PageKind } from './page.ts'
import type { Reading } from './reading.ts'
import type { Person } from './people.ts'
import type { PageReason } from './reasons.ts'
import type { SeenPage, Turn } from './stack.ts'
import type { StageMs } from './digitize.ts'

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
