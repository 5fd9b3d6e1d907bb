import { Type, type Static } from 'typebox'
import { Channel, LetterState } from './letter.ts'

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Count = Type.Integer({ minimum: 0, maximum: 999 })

/** What a clerk counted when the envelope was opened. */
export const Contents = Type.Object({
  /** Forms, each a letter of its own; 0 in an empty envelope. */
  forms: Count,
  /** Written pages of all of them. */
  pages: Count,
  /** Written pages that are not of a form. */
  attachments: Count,
  /** What cannot be scanned: a photograph, a memory stick. */
  enclosures: Type.String({ maxLength: 200, default: '' }),
})
export type Contents = Static<typeof Contents>

/** What of an envelope came through the scanner. */
export const SeenContents = Type.Object({
  forms: Type.Integer(),
  pages: Type.Integer(),
  attachments: Type.Integer(),
  blank: Type.Integer(),
  /** Pages that found no letter. */
  held: Type.Integer(),
})
export type SeenContents = Static<typeof SeenContents>

/** What is not as it should be with an envelope; sentences in `locale/`. */
export const envelopeProblems = [
  'NOT_REGISTERED',
  'NOT_COUNTED',
  'EMPTY',
  'NOT_SCANNED',
  'NO_FORM',
  'MORE_FORMS',
  'FEWER_FORMS',
  'MORE_PAGES',
  'FEWER_PAGES',
  'MORE_ATTACHMENTS',
  'FEWER_ATTACHMENTS',
  'PAGES_MISSING',
  'PAGES_HELD',
  'POSTMARK_UNKNOWN',
  'POSTMARK_OUTSIDE',
] as const
export type EnvelopeProblem = (typeof envelopeProblems)[number]

/** One envelope as it came by post. Forms found in it are letters; it is there before them, and without any. */
export const EnvelopeView = Type.Object({
  id: Type.String(),
  /** Postal number; null when it has none that can be read. */
  waybill: Type.Union([Type.String(), Type.Null()]),
  /** Code of the separator sheets and stickers that stand for it. */
  code: Type.String(),
  /** The day it was received, in the time of the place. */
  receivedOn: Type.String(),
  /** When it was first beeped, or first seen in a scan; ISO 8601, UTC. */
  registeredAt: Type.String(),
  /** The day on the postmark, which decides whether it came in time; null while nobody has said. */
  postmark: Type.Union([Type.String(), Type.Null()]),
  channel: Channel,
  /** Who registered it; null: it was only seen in a scan. */
  clerk: Type.Union([Type.String(), Type.Null()]),
  contents: Type.Union([Contents, Type.Null()]),
  /** Who cleared it, and their note where something was not as it should be. */
  cleared: Type.Union([Type.Object({ by: Type.String(), at: Type.String(), note: Type.String() }), Type.Null()]),
  revision: Type.Integer(),
  seen: SeenContents,
  letters: Type.Array(Type.Object({ id: Type.String(), state: LetterState, pagesMissing: Type.Array(Type.Integer()) })),
  problems: Type.Array(Type.Enum([...envelopeProblems])),
})
export type EnvelopeView = Static<typeof EnvelopeView>

/** Beeped or typed: a postal number, a code of ours, or nothing, which asks for a code of ours. */
export const RegisterRequest = Type.Object({
  text: Type.String({ maxLength: 64, default: '' }),
  receivedOn: Type.Optional(Day),
  channel: Type.Optional(Channel),
})
export type RegisterRequest = Static<typeof RegisterRequest>

/** `first` is false when it was registered before: nothing was changed, and the envelope says when it was. */
export const Registered = Type.Object({
  first: Type.Boolean(),
  envelope: Type.Unsafe<EnvelopeView>({ $ref: 'EnvelopeView#' }),
})
export type Registered = Static<typeof Registered>

/** Members that are left out stay as they are. */
export const EnvelopeChange = Type.Object({
  /** The one that the person saw. */
  revision: Type.Integer(),
  waybill: Type.Optional(Type.String({ maxLength: 64 })),
  receivedOn: Type.Optional(Day),
  postmark: Type.Optional(Type.Union([Day, Type.Null()])),
  channel: Type.Optional(Channel),
  contents: Type.Optional(Contents),
})
export type EnvelopeChange = Static<typeof EnvelopeChange>

export const ClearRequest = Type.Object({
  revision: Type.Integer(),
  /** What is to be known of it; needed where something is not as it should be. */
  note: Type.String({ maxLength: 400, default: '' }),
})
export type ClearRequest = Static<typeof ClearRequest>

/** Envelopes of one day in the order they were beeped, and what is open of any day. */
export const DayList = Type.Object({
  day: Type.String(),
  envelopes: Type.Array(Type.Unsafe<EnvelopeView>({ $ref: 'EnvelopeView#' })),
  /** Days that have envelopes, newest first, at most 60. */
  days: Type.Array(Type.Object({ day: Type.String(), envelopes: Type.Integer() })),
})
export type DayList = Static<typeof DayList>

/** What never came: envelopes of which nothing was scanned, letters with pages missing, letters that belong to no envelope. */
export const Gaps = Type.Object({
  envelopes: Type.Array(Type.Unsafe<EnvelopeView>({ $ref: 'EnvelopeView#' })),
  letters: Type.Array(
    Type.Object({
      id: Type.String(),
      serial: Type.Union([Type.String(), Type.Null()]),
      waybill: Type.Union([Type.String(), Type.Null()]),
      receivedAt: Type.String(),
      pagesMissing: Type.Array(Type.Integer()),
    }),
  ),
  lettersWithoutEnvelope: Type.Integer(),
})
export type Gaps = Static<typeof Gaps>

/**
 * The desk where envelopes are opened. Throws WAYBILL_INVALID, ENVELOPE_UNKNOWN, and for a change of what somebody changed meanwhile
 * STALE_ENVELOPE, with nothing written.
 */
export interface MailDesk {
  register(request: RegisterRequest, by: string): Promise<Registered>
  envelope(id: string): Promise<EnvelopeView>
  change(id: string, request: EnvelopeChange, by: string): Promise<EnvelopeView>
  /** Throws ENVELOPE_NOT_CLEAR when something is not as it should be and no note says so. */
  clear(id: string, request: ClearRequest, by: string): Promise<EnvelopeView>
  day(day: string | null): Promise<DayList>
  gaps(): Promise<Gaps>
}
