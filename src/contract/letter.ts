import { Type, type Static } from 'typebox'
import { fieldReasons, pageReasons } from './reasons.ts'
import { Bilingual, BoxMm, Decoder, FieldKind, FieldRules } from './layout.ts'
import { Finding } from './finding.ts'
import { Fit, PageKind } from './page.ts'
import { Reading, Value } from './reading.ts'

/**
 * receiving: a required page has not come or is not read yet. review: a person must look. accepted: every field has a
 * standing value. held: something about the letter itself must be settled first.
 */
export const LetterState = Type.Enum(['receiving', 'review', 'accepted', 'held'])
export type LetterState = Static<typeof LetterState>

export const Channel = Type.Enum(['paper', 'web', 'wechat', 'hall', 'email'])
export type Channel = Static<typeof Channel>

/**
 * How a value came to stand. person: one person keyed it; agreed: two did, apart from each other, and say the same; settled: a third chose
 * where two differed, or where a sample found it wrong. `none`: nothing stands yet, a person is needed.
 */
export const DecisionHow = Type.Enum(['machine', 'person', 'agreed', 'settled', 'none'])
export type DecisionHow = Static<typeof DecisionHow>

export const ValueState = Type.Enum(['read', 'blank', 'unclear'])
export type ValueState = Static<typeof ValueState>

/** Why a person lets a value stand that breaks a rule; anything else is in their own words. */
export const whys = ['AS_WRITTEN', 'NOT_APPLICABLE', 'LEFT_OUT'] as const

/**
 * A letter that a person laid aside: later, for a supervisor, or for the mailroom to scan again. It is `held` until
 * somebody takes it back.
 */
export const AsideHow = Type.Enum(['postponed', 'referred', 'rescan'])
export type AsideHow = Static<typeof AsideHow>
export const Aside = Type.Object({ how: AsideHow, note: Type.String(), by: Type.String(), at: Type.String() })
export type Aside = Static<typeof Aside>

/**
 * blind: keyed with nothing but the ink in view. settled: chosen where two differed. sample: keyed again to measure what stands; it counts for
 * nothing in its letter.
 */
export const KeyingPart = Type.Enum(['blind', 'settled', 'sample'])
export type KeyingPart = Static<typeof KeyingPart>

/** Whom something waits for: anybody, somebody who has not keyed it, or a settler who has not. */
export const WaitsFor = Type.Enum(['first', 'second', 'settler'])
export type WaitsFor = Static<typeof WaitsFor>

/** A person's value for a field. `unclear` says: a person looked and nobody can read it. */
export const Keying = Type.Object({
  id: Type.String(),
  field: Type.String(),
  state: ValueState,
  value: Type.Union([Value, Type.Null()]),
  by: Type.String(),
  /** ISO 8601, UTC. */
  at: Type.String(),
  /** Why a value stands that breaks a rule: a code of `whys` or the person's own words. Absent where none was asked for. */
  why: Type.Optional(Type.String()),
  /** Absent: keyed with the machine's reading in view. */
  part: Type.Optional(KeyingPart),
})
export type Keying = Static<typeof Keying>

export const Decision = Type.Object({
  field: Type.String(),
  how: DecisionHow,
  state: ValueState,
  value: Type.Union([Value, Type.Null()]),
  /** Why a person must look (how: none) or had to (how: person). Empty for a clean machine reading. */
  reasons: Type.Array(Type.Enum([...fieldReasons])),
})
export type Decision = Static<typeof Decision>

/** One field as the review screen shows it. Geometry is in millimetres of the rectified page. */
export const FieldView = Type.Object({
  id: Type.String(),
  kind: FieldKind,
  decoder: Decoder,
  label: Bilingual,
  personal: Type.Boolean(),
  rules: FieldRules,
  page: Type.Integer(),
  /** Id of the page image it lies on; null while that page has not come. */
  pageId: Type.Union([Type.String(), Type.Null()]),
  boxMm: BoxMm,
  cells: Type.Array(BoxMm),
  options: Type.Array(Type.Object({ value: Type.String(), label: Bilingual, boxMm: BoxMm })),
  /** null while its page has not been read. */
  reading: Type.Union([Reading, Type.Null()]),
  decision: Decision,
  keyings: Type.Array(Keying),
  /** Whether who looks has something to do here. */
  needsPerson: Type.Boolean(),
  /** One person has keyed it: it waits for another, or two have and differ. */
  waits: Type.Optional(Type.Enum(['second', 'settler'])),
  /** To be keyed again by who looks: what was read and keyed is left out of this view until they have. */
  blind: Type.Optional(Type.Literal(true)),
  /** Cells that people confirmed one by one among the same cells of other letters: no longer doubtful. */
  confirmedCells: Type.Optional(Type.Array(Type.Integer())),
})
export type FieldView = Static<typeof FieldView>

export const PageView = Type.Object({
  id: Type.String(),
  arrival: Type.String(),
  /** Place in the arriving file, from 0. */
  index: Type.Integer(),
  letter: Type.Union([Type.String(), Type.Null()]),
  kind: PageKind,
  /** queued → placed | held | blank | failed */
  state: Type.Enum(['queued', 'placed', 'held', 'blank', 'failed']),
  reason: Type.Union([Type.Enum([...pageReasons]), Type.Null()]),
  form: Type.Union([Type.String(), Type.Null()]),
  version: Type.Union([Type.Integer(), Type.Null()]),
  page: Type.Union([Type.Integer(), Type.Null()]),
  serial: Type.Union([Type.String(), Type.Null()]),
  fit: Type.Union([Fit, Type.Null()]),
  /** Address of the image for the screen: rectified to the layout (8 px a mm) when fitted, else as scanned. */
  image: Type.Union([Type.String(), Type.Null()]),
  widthMm: Type.Number(),
  heightMm: Type.Number(),
  /** What is wrong with its scan; absent where nothing was found or nobody asks. */
  findings: Type.Optional(Type.Array(Finding)),
})
export type PageView = Static<typeof PageView>

export const LetterSummary = Type.Object({
  id: Type.String(),
  form: Type.String(),
  version: Type.Integer(),
  serial: Type.Union([Type.String(), Type.Null()]),
  waybill: Type.Union([Type.String(), Type.Null()]),
  channel: Channel,
  state: LetterState,
  receivedAt: Type.String(),
  postmark: Type.Union([Type.String(), Type.Null()]),
  pages: Type.Integer(),
  pagesMissing: Type.Array(Type.Integer()),
  /** Number of fields a person must look at. */
  needsReview: Type.Integer(),
  /** Whom those fields wait for: the first of first, second, settler that one waits for; null when none does. */
  waits: Type.Union([WaitsFor, Type.Null()]),
  /** Value of the form's first text field, for the list; '' when unread. */
  title: Type.String(),
  /** Grows by one with every change; a save carries the one it saw. */
  revision: Type.Integer(),
  /** Who laid the letter aside, and why; null when it lies where it belongs. */
  aside: Type.Union([Aside, Type.Null()]),
})
export type LetterSummary = Static<typeof LetterSummary>

export const LetterView = Type.Object({
  letter: LetterSummary,
  formTitle: Bilingual,
  pageSize: Type.Object({ widthMm: Type.Number(), heightMm: Type.Number() }),
  /** First and last day of the campaign, for the rules of dates. */
  window: Type.Object({ from: Type.String(), to: Type.String() }),
  pages: Type.Array(PageView),
  fields: Type.Array(FieldView),
})
export type LetterView = Static<typeof LetterView>

export const ArrivalState = Type.Enum(['stored', 'reading', 'done', 'refused'])
export type ArrivalState = Static<typeof ArrivalState>

/** One file that came in. The same bytes again are a new arrival with `sameAs` set and no pages of its own. */
export const ArrivalView = Type.Object({
  id: Type.String(),
  name: Type.String(),
  sizeBytes: Type.Integer(),
  sha256: Type.Union([Type.String(), Type.Null()]),
  source: Type.Enum(['inbox', 'upload', 'command']),
  at: Type.String(),
  state: ArrivalState,
  /** A file or page reason code (contract/reasons.ts), or null. */
  reason: Type.Union([Type.String(), Type.Null()]),
  sameAs: Type.Union([Type.String(), Type.Null()]),
  pages: Type.Object({
    total: Type.Integer(),
    placed: Type.Integer(),
    blank: Type.Integer(),
    held: Type.Integer(),
    /** Of which a person kept another scan. */
    aside: Type.Integer(),
    failed: Type.Integer(),
    queued: Type.Integer(),
  }),
  letters: Type.Array(Type.String()),
  /** Fields of its letters that need a person. */
  needsReview: Type.Integer(),
  seconds: Type.Union([Type.Number(), Type.Null()]),
})
export type ArrivalView = Static<typeof ArrivalView>

/** A page that found no letter, as the mailroom looks at it. */
export const HeldPage = Type.Object({
  page: PageView,
  /** Name of the file it came in. */
  file: Type.String(),
  /** For one of two scans of a page: the one that lies in the letter, to be compared with. */
  beside: Type.Union([PageView, Type.Null()]),
})
export type HeldPage = Static<typeof HeldPage>
