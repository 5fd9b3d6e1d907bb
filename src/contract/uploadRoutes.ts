import { Type, type Static } from 'typebox'
import type { ArrivalView } from './letter.ts'
import type { Failure, Route } from './routes.ts'

/** One piece of a file that a browser sends, and where in the file it belongs. Bytes, from 0. */
export const UploadPart = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 1000 }),
  /** Of the whole file. */
  size: Type.Integer({ minimum: 0 }),
  at: Type.Integer({ minimum: 0 }),
})
export type UploadPart = Static<typeof UploadPart>

/** How much of the file has come, in bytes; the arrival once that is all of it and durable. */
export const UploadAnswer = Type.Object({
  received: Type.Integer(),
  arrival: Type.Union([Type.Unsafe<ArrivalView>({ $ref: 'ArrivalView#' }), Type.Null()]),
})
export type UploadAnswer = Static<typeof UploadAnswer>

/** Uploads that go on where they were when the connection was lost. */
export const uploadRoutes = {
  sendPart: {
    method: 'POST',
    url: '/api/uploads/:id',
    summary:
      'Takes in a piece of a file (application/octet-stream); a piece that does not begin where the last one ended is left out, and the answer says where to go on. The sender chooses the id',
    allow: ['clerk', 'supervisor'],
    schema: {
      params: Type.Object({ id: Type.String({ pattern: '^[0-9a-f]{32}$' }) }),
      querystring: UploadPart,
      response: { 200: UploadAnswer, 400: Type.Unsafe<Failure>({ $ref: 'Failure#' }) },
    },
  },
} as const satisfies Record<string, Route>
