import { Type, type Static } from 'typebox'
import { ClearRequest, DayList, EnvelopeChange, EnvelopeView, Gaps, Registered, RegisterRequest } from './envelope.ts'
import type { Failure, Route } from './routes.ts'

/** Of the mailroom's desk, named in openapi.json as the others are. */
export const deskSchemas = { EnvelopeView, Registered, EnvelopeChange, DayList, Gaps } as const
type Named = typeof deskSchemas
const named = <K extends keyof Named>(name: K) => Type.Unsafe<Static<Named[K]>>({ $ref: `${name}#` })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Bytes = Type.Unsafe<unknown>({ type: 'string', format: 'binary' })
const Id = Type.Object({ id: Type.String({ pattern: '^E-[0-9]{1,12}$' }) })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** Envelopes: beeped, counted, cleared; and what is printed for them. */
export const deskRoutes = {
  registerEnvelope: {
    method: 'POST',
    url: '/api/envelopes',
    summary: 'Registers what was beeped or typed; the same again is answered with the first time and changes nothing',
    allow: ['clerk', 'supervisor'],
    schema: { body: RegisterRequest, response: { 200: named('Registered'), 422: Failed } },
  },
  listEnvelopes: {
    method: 'GET',
    url: '/api/envelopes',
    summary: 'Envelopes of one day (without `day`: of the newest) in the order they were beeped',
    allow: ['clerk', 'supervisor'],
    schema: { querystring: Type.Object({ day: Type.Optional(Day) }), response: { 200: named('DayList') } },
  },
  listGaps: {
    method: 'GET',
    url: '/api/envelopes/gaps',
    summary: 'What never came: envelopes nothing was scanned of, letters with pages missing',
    allow: ['clerk', 'supervisor'],
    schema: { response: { 200: named('Gaps') } },
  },
  showEnvelope: {
    method: 'GET',
    url: '/api/envelopes/:id',
    summary: 'One envelope: numbers, dates, what was counted and what was seen of it',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, response: { 200: named('EnvelopeView'), 404: Failed } },
  },
  changeEnvelope: {
    method: 'POST',
    url: '/api/envelopes/:id',
    summary: 'Keeps postmark, day, channel, contents or a number put right; 409 when somebody changed it in between',
    allow: ['clerk', 'supervisor'],
    schema: {
      params: Id,
      body: named('EnvelopeChange'),
      response: { 200: named('EnvelopeView'), 404: Failed, 409: Failed, 422: Failed },
    },
  },
  clearEnvelope: {
    method: 'POST',
    url: '/api/envelopes/:id/clear',
    summary: 'The envelope is done with at the desk; with a note where something is not as it should be',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, body: ClearRequest, response: { 200: named('EnvelopeView'), 404: Failed, 409: Failed } },
  },
  printSeparator: {
    method: 'GET',
    url: '/api/envelopes/:id/separator',
    summary: 'The separator sheet of an envelope as PDF',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, response: { 200: Bytes, 404: Failed } },
  },
  printSticker: {
    method: 'GET',
    url: '/api/envelopes/:id/sticker',
    summary: 'The sticker of an envelope as PDF',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, response: { 200: Bytes, 404: Failed } },
  },
  printStickers: {
    method: 'GET',
    url: '/api/stickers',
    summary: 'A sheet of stickers with new codes, to be beeped when they are stuck on; as PDF',
    allow: ['clerk', 'supervisor'],
    schema: { response: { 200: Bytes } },
  },
  printDivider: {
    method: 'GET',
    url: '/api/divider',
    summary: 'The sheet that only says that another envelope begins, as PDF',
    allow: ['clerk', 'supervisor'],
    schema: { response: { 200: Bytes } },
  },
  printHandover: {
    method: 'GET',
    url: '/api/handover',
    summary: 'The hand-over sheet of a day as PDF',
    allow: ['clerk', 'supervisor'],
    schema: { querystring: Type.Object({ day: Day }), response: { 200: Bytes } },
  },
} as const satisfies Record<string, Route>
