import { Type, type Static, type TSchema } from 'typebox'
import { ChoiceRequest, HeldQuery } from './choice.ts'
import { claimRoutes } from './claimRoutes.ts'
import { Bilingual } from './layout.ts'
import { deskRoutes, deskSchemas } from './deskRoutes.ts'
import { formRoutes } from './formRoutes.ts'
import { groupRoutes, groupSchemas } from './groupRoutes.ts'
import { ArrivalView, HeldPage, LetterSummary, LetterView } from './letter.ts'
import { Operation, OperationChange } from './operation.ts'
import { AsideRequest, LetterList, LetterQuery, SaveRequest } from './office.ts'
import { Person, type Rule } from './people.ts'
import { peopleRoutes } from './peopleRoutes.ts'
import { scanRoutes, scanSchemas } from './scanRoutes.ts'
import { sampleRoutes, sampleSchemas } from './sampleRoutes.ts'
import { scoreRoutes } from './scores.ts'
import { splitRoutes, splitSchemas } from './splitRoutes.ts'
import { uploadRoutes } from './uploadRoutes.ts'
import { sessionRoutes } from './sessionRoutes.ts'

/** One HTTP route as data: handler types, the browser's typed calls and openapi.json all come from it. */
export interface Route {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly summary: string
  /** Who may call it. Without a rule it does not compile, and the service does not start. */
  readonly allow: Rule
  readonly schema: {
    readonly params?: TSchema
    readonly querystring?: TSchema
    readonly body?: TSchema
    /** Answers by status. A route without 200 answers with a stream of events. */
    readonly response: Readonly<Record<number, TSchema>>
  }
}

/** Every failure, in both languages, with what to do next. */
export const Failure = Type.Object({
  code: Type.String(),
  what: Bilingual,
  next: Bilingual,
  details: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})
export type Failure = Static<typeof Failure>

/** A save met a newer letter, or one that somebody else holds: nothing was written. `theirs` is the letter as it stands, `yours` what was sent. */
export const Conflict = Type.Object({
  code: Type.Enum(['STALE_SAVE', 'LETTER_HELD']),
  what: Bilingual,
  next: Bilingual,
  /** Who works on the letter now; null when it was only that somebody saved in between. */
  holder: Type.Union([Type.String(), Type.Null()]),
  yours: SaveRequest,
  theirs: LetterView,
})
export type Conflict = Static<typeof Conflict>

export const FormSummary = Type.Object({
  form: Type.String(),
  version: Type.Integer(),
  title: Bilingual,
  campaign: Bilingual,
  pages: Type.Integer(),
  pageSize: Type.Object({ widthMm: Type.Number(), heightMm: Type.Number() }),
  fingerprint: Type.String(),
  window: Type.Object({ from: Type.String(), to: Type.String() }),
})
export type FormSummary = Static<typeof FormSummary>

/** An image, a PDF or a file: sent as it is, never as JSON. */
const Bytes = Type.Unsafe<unknown>({ type: 'string', format: 'binary' })

/** Schemas that openapi.json names once and refers to; the app adds each under its name. */
export const namedSchemas = {
  Failure,
  Conflict,
  LetterList,
  LetterView,
  SaveRequest,
  ArrivalView,
  HeldPage,
  Operation,
  FormSummary,
  Person,
  ...groupSchemas,
  ...sampleSchemas,
  ...deskSchemas,
  ...splitSchemas,
  ...scanSchemas,
} as const
type Named = typeof namedSchemas
const named = <K extends keyof Named>(name: K) => Type.Unsafe<Static<Named[K]>>({ $ref: `${name}#` })

const Done = Type.Object({ ok: Type.Literal(true) })
const Id = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }) })
const Paging = Type.Object({
  offset: Type.Integer({ minimum: 0, default: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
})

export const routes = {
  health: {
    method: 'GET',
    url: '/api/health',
    summary: 'The service is up',
    allow: 'public',
    schema: { response: { 200: Done } },
  },
  openapi: {
    method: 'GET',
    url: '/api/openapi.json',
    summary: 'This description',
    allow: 'signedIn',
    schema: { response: { 200: Type.Unsafe<unknown>({ type: 'object', additionalProperties: true }) } },
  },
  ...sessionRoutes,
  ...peopleRoutes,
  listLetters: {
    method: 'GET',
    url: '/api/letters',
    summary: 'Letters by state, oldest first, with the number in each state',
    allow: ['clerk', 'reviewer', 'settler', 'supervisor'],
    schema: { querystring: LetterQuery, response: { 200: named('LetterList') } },
  },
  nextLetter: {
    method: 'GET',
    url: '/api/letters/next',
    summary: 'The next letter that needs a person; null when none is left',
    allow: ['reviewer', 'settler', 'supervisor'],
    schema: {
      querystring: Type.Object({ after: Type.Optional(Type.String({ maxLength: 40 })) }),
      response: { 200: Type.Object({ letter: Type.Union([Type.String(), Type.Null()]) }) },
    },
  },
  ...claimRoutes,
  showLetter: {
    method: 'GET',
    url: '/api/letters/:id',
    summary: 'One letter: pages, fields, readings, keyings, decisions',
    allow: ['reviewer', 'settler', 'supervisor'],
    schema: { params: Id, response: { 200: named('LetterView'), 404: named('Failure') } },
  },
  saveLetter: {
    method: 'POST',
    url: '/api/letters/:id/save',
    summary: 'Keeps what a person keyed; 409 with both values when somebody saved in between',
    allow: ['reviewer', 'settler'],
    schema: {
      params: Id,
      body: named('SaveRequest'),
      response: {
        200: Type.Object({ letter: LetterSummary }),
        403: named('Failure'),
        404: named('Failure'),
        409: named('Conflict'),
        422: named('Failure'),
      },
    },
  },
  setAside: {
    method: 'POST',
    url: '/api/letters/:id/aside',
    summary: 'Postpones a letter, refers it or sends it back to the mailroom; takes it back when `how` is null',
    allow: ['reviewer', 'supervisor'],
    schema: {
      params: Id,
      body: AsideRequest,
      response: { 200: named('LetterView'), 404: named('Failure'), 409: named('Failure') },
    },
  },
  rereadLetter: {
    method: 'POST',
    url: '/api/letters/:id/reread',
    summary: 'Reads all pages of a letter again; what people keyed stays',
    allow: ['reviewer', 'supervisor'],
    schema: { params: Id, response: { 200: named('LetterView'), 404: named('Failure') } },
  },
  retryPage: {
    method: 'POST',
    url: '/api/pages/:id/retry',
    summary: 'Tries a held or failed page again',
    allow: ['clerk', 'reviewer', 'supervisor'],
    schema: { params: Id, response: { 200: Done, 404: named('Failure') } },
  },
  pageImage: {
    method: 'GET',
    url: '/api/pages/:id/image',
    summary: 'The page as the screen shows it: rectified to its layout when fitted; `small` for a list of many',
    allow: ['clerk', 'reviewer', 'settler', 'supervisor'],
    schema: {
      params: Id,
      querystring: Type.Object({ run: Type.Optional(Type.Integer()), small: Type.Optional(Type.Boolean()) }),
      response: { 200: Bytes, 404: named('Failure') },
    },
  },
  ...groupRoutes,
  ...sampleRoutes,
  ...scoreRoutes,
  ...deskRoutes,
  listArrivals: {
    method: 'GET',
    url: '/api/arrivals',
    summary: 'Every file that came in, newest first',
    allow: ['clerk', 'supervisor'],
    schema: {
      querystring: Paging,
      response: { 200: Type.Object({ total: Type.Integer(), arrivals: Type.Array(named('ArrivalView')) }) },
    },
  },
  receiveFile: {
    method: 'POST',
    url: '/api/arrivals',
    summary: 'Takes in one file (multipart, part `file`); answers when it is durable',
    allow: ['clerk', 'supervisor'],
    schema: { response: { 200: named('ArrivalView'), 400: named('Failure') } },
  },
  ...uploadRoutes,
  retryArrival: {
    method: 'POST',
    url: '/api/arrivals/:id/retry',
    summary: 'Tries all of a file again that failed, was held, or was refused by a reader',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, response: { 200: named('ArrivalView'), 404: named('Failure'), 409: named('Failure') } },
  },
  listHeldPages: {
    method: 'GET',
    url: '/api/pages/held',
    summary: 'Pages that found no letter, newest first; one of two scans with the one that lies in the letter',
    allow: ['clerk', 'supervisor'],
    schema: {
      querystring: HeldQuery,
      response: { 200: Type.Object({ total: Type.Integer(), pages: Type.Array(named('HeldPage')) }) },
    },
  },
  ...scanRoutes,
  choosePage: {
    method: 'POST',
    url: '/api/pages/:id/choose',
    summary:
      'Chooses between two scans of one page: the one in the letter, or this one, which is then read; reversible',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, body: ChoiceRequest, response: { 200: Done, 404: named('Failure'), 409: named('Failure') } },
  },
  ...splitRoutes,
  originalFile: {
    method: 'GET',
    url: '/api/arrivals/:id/original',
    summary: 'The file as it came in',
    allow: ['clerk', 'reviewer', 'settler', 'supervisor'],
    schema: { params: Id, response: { 200: Bytes, 404: named('Failure') } },
  },
  showOperation: {
    method: 'GET',
    url: '/api/operation',
    summary: 'Whether intake and reading run, are paused, or wait because something is wrong',
    allow: ['clerk', 'supervisor', 'administrator'],
    schema: { response: { 200: named('Operation') } },
  },
  changeOperation: {
    method: 'POST',
    url: '/api/operation',
    summary: 'Pauses or resumes intake or reading; it stays so across a restart',
    allow: ['clerk', 'supervisor', 'administrator'],
    schema: { body: OperationChange, response: { 200: named('Operation') } },
  },
  events: {
    method: 'GET',
    url: '/api/events',
    summary: 'What happens, as server-sent events: arrival, letter',
    allow: ['clerk', 'reviewer', 'settler', 'supervisor'],
    schema: { response: {} },
  },
  ...formRoutes,
  exportLetters: {
    method: 'GET',
    url: '/api/export',
    summary: 'The records as a file',
    allow: ['supervisor', 'analyst'],
    schema: {
      querystring: Type.Object({
        format: Type.Enum(['json', 'csv', 'xlsx'], { default: 'json' }),
        state: Type.Enum(['all', 'accepted'], { default: 'all' }),
      }),
      response: { 200: Bytes, 400: named('Failure') },
    },
  },
} as const satisfies Record<string, Route>
