import { Type, type Static } from 'typebox'
import { Bilingual, Decoder, FieldKind } from './layout.ts'
import { ValueState, type DecisionHow } from './letter.ts'
import type { ImageBytes } from './office.ts'
import { Value } from './reading.ts'

/** How a value came to stand, as far as one stands. */
export const ways = ['machine', 'person', 'agreed', 'settled'] as const
export const Way = Type.Enum([...ways])
export type Way = Exclude<DecisionHow, 'none'>

/** open: to be keyed again. differs: keyed again, not the same. same: it was. right, wrong: what stood, when a settler has looked. */
export type SampleState = 'open' | 'differs' | 'same' | 'right' | 'wrong'

/** A decided field that was drawn to be keyed again by somebody who has not seen it. One for each field of a letter at most. */
export interface SampleRow {
  readonly number: number
  readonly letter: string
  readonly field: string
  /** As `fieldKind` names it. */
  readonly kind: string
  readonly how: Way
  /** Of the letter, from which the decision stood that is measured. */
  readonly revision: number
  /** The chance with which it was drawn, 0..1. */
  readonly share: number
  /** Its place in the order of work, 0..1. */
  readonly turn: number
  readonly drawnAt: string
  /** The machine's reading beside it; null: there was none. */
  readonly page: string | null
  readonly run: number | null
  /** As `scoreOf` says; null when a person looks whatever the score. */
  readonly scoreKind: string | null
  readonly score: number | null
  readonly state: SampleState
  readonly keying: string | null
  readonly keyedBy: string | null
  readonly keyedAt: string | null
  readonly settledBy: string | null
  readonly settledAt: string | null
  /** Whether the reading says what was found right; null while nothing was found, or when it says nothing. */
  readonly machineRight: boolean | null
  readonly heldBy: string | null
  /** Milliseconds since 1970. */
  readonly heldUntil: number | null
}

/** What the draw goes by. */
export interface SamplingRow {
  readonly seed: string
  /** In percent, for all kinds and for kinds by name: `5,grid=1`. Empty: nothing is drawn. */
  readonly shares: string
}

export const Said = Type.Object({ state: ValueState, value: Type.Union([Value, Type.Null()]) })
export type Said = Static<typeof Said>

/** One drawn field as its ink alone: nothing of whose it is, what stands in it, or who said so. */
const InkTask = {
  number: Type.Integer(),
  label: Bilingual,
  kind: FieldKind,
  decoder: Decoder,
  options: Type.Array(Type.Object({ value: Type.String(), label: Bilingual })),
  widthMm: Type.Number(),
  heightMm: Type.Number(),
}
export const SampleTask = Type.Object(InkTask)
export type SampleTask = Static<typeof SampleTask>

/** What stood and what was keyed again, in an order that does not tell which is which. */
export const SampleDispute = Type.Object({ ...InkTask, values: Type.Array(Said, { minItems: 2, maxItems: 2 }) })
export type SampleDispute = Static<typeof SampleDispute>

/** What there is for one person: samples they may key, and differences they may decide. */
export const SampleWork = Type.Object({
  toKey: Type.Integer(),
  toSettle: Type.Integer(),
  task: Type.Union([SampleTask, Type.Null()]),
})
export type SampleWork = Static<typeof SampleWork>
export const DisputeWork = Type.Object({
  toKey: Type.Integer(),
  toSettle: Type.Integer(),
  dispute: Type.Union([SampleDispute, Type.Null()]),
})
export type DisputeWork = Static<typeof DisputeWork>

const Key = Type.String({ minLength: 8, maxLength: 80 })
export const SampleKeying = Type.Object({
  /** Made by the browser once for each keying: the same key again writes nothing. */
  key: Key,
  ...Said.properties,
})
export type SampleKeying = Static<typeof SampleKeying>

/** Which of the two was right; with `neither`, what is. */
export const SampleVerdict = Type.Object({
  key: Key,
  right: Type.Enum(['first', 'second', 'neither']),
  said: Type.Optional(Said),
  /** Why the right value stands although it breaks a rule. */
  why: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
})
export type SampleVerdict = Static<typeof SampleVerdict>

/** `stood`: what stood was right. `corrected`: it was wrong and the right value stands now. `changed`: it was wrong, and somebody had changed it since. */
export const SampleOutcome = Type.Object({ found: Type.Enum(['stood', 'corrected', 'changed']) })
export type SampleOutcome = Static<typeof SampleOutcome>

/** Keying again and deciding. Whoever asks has a sample for a while, and gets no other before it is done. */
export interface SampleDesk {
  next(by: string): Promise<SampleWork>
  nextDispute(by: string): Promise<DisputeWork>
  /** The ink of the sample that `by` has in hand. Throws SAMPLE_GONE for any other. */
  ink(number: number, by: string): Promise<ImageBytes>
  /** Says nothing of whether it was the same. Throws SAMPLE_GONE, SAMPLE_NOT_YOURS, REQUEST_INVALID. */
  key(number: number, by: string, keying: SampleKeying): Promise<void>
  /** The letter is corrected only when what stood was wrong. Throws also REASON_NEEDED. */
  settle(number: number, by: string, verdict: SampleVerdict): Promise<SampleOutcome>
}
