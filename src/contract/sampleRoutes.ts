import { Type, type Static } from 'typebox'
import type { Failure, Route } from './routes.ts'
import { ErrorReport } from './measured.ts'
import { OwnWork } from './ownWork.ts'
import { DisputeWork, SampleKeying, SampleOutcome, SampleVerdict, SampleWork } from './sample.ts'

/** Of keying again, named in openapi.json as the others are. */
export const sampleSchemas = {
  SampleWork,
  DisputeWork,
  SampleKeying,
  SampleVerdict,
  SampleOutcome,
  ErrorReport,
  OwnWork,
} as const
type Named = typeof sampleSchemas
const named = <K extends keyof Named>(name: K) => Type.Unsafe<Static<Named[K]>>({ $ref: `${name}#` })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Sample = Type.Object({ number: Type.Integer({ minimum: 1 }) })

/** Decided fields keyed again blind, and what is found settled: the error of what leaves is measured by these. */
export const sampleRoutes = {
  nextSample: {
    method: 'POST',
    url: '/api/samples/next',
    summary:
      'Takes in hand the next drawn field that who asks has not seen: its ink, and nothing of whose it is or what stands in it',
    allow: ['reviewer', 'settler'],
    schema: { response: { 200: named('SampleWork') } },
  },
  nextDispute: {
    method: 'POST',
    url: '/api/samples/dispute',
    summary:
      'Takes in hand the next drawn field that was keyed differently: its ink and both values, not which is which',
    allow: ['settler', 'supervisor'],
    schema: { response: { 200: named('DisputeWork') } },
  },
  sampleInk: {
    method: 'GET',
    url: '/api/samples/:number/ink',
    summary: 'The ink of the drawn field that who asks has in hand',
    allow: ['reviewer', 'settler', 'supervisor'],
    schema: {
      params: Sample,
      response: { 200: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }), 409: Failed },
    },
  },
  keySample: {
    method: 'POST',
    url: '/api/samples/:number/key',
    summary: 'Keeps what was keyed of a drawn field; does not tell whether it was the same',
    allow: ['reviewer', 'settler'],
    schema: {
      params: Sample,
      body: named('SampleKeying'),
      response: { 200: Type.Object({ ok: Type.Literal(true) }), 400: Failed, 403: Failed, 409: Failed },
    },
  },
  showErrors: {
    method: 'GET',
    url: '/api/errors',
    summary:
      'How wrong what leaves is, as measured: by kind of field, way of deciding and month; the backlog; suggested thresholds',
    allow: ['supervisor'],
    schema: {
      querystring: Type.Object({
        /** What may be wrong of what stands without a person; absent: what the office bears of each kind. */
        wrong: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 1 })),
      }),
      response: { 200: named('ErrorReport'), 400: Failed },
    },
  },
  showOwnWork: {
    method: 'GET',
    url: '/api/own-work',
    summary: 'Speed and agreement of who asks, of nobody else',
    allow: ['reviewer', 'settler'],
    schema: { response: { 200: named('OwnWork') } },
  },
  settleSample: {
    method: 'POST',
    url: '/api/samples/:number/settle',
    summary: 'Says which of two values was right; one that stood and was wrong is corrected as a keying',
    allow: ['settler', 'supervisor'],
    schema: {
      params: Sample,
      body: named('SampleVerdict'),
      response: { 200: named('SampleOutcome'), 400: Failed, 403: Failed, 409: Failed, 422: Failed },
    },
  },
} as const satisfies Record<string, Route>
