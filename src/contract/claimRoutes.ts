import { Type } from 'typebox'
import { ClaimAnswer } from './claims.ts'
import type { Failure, Route } from './routes.ts'

const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Id = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }) })

/** Who works on which letter. */
export const claimRoutes = {
  claimNext: {
    method: 'POST',
    url: '/api/letters/claim',
    summary: 'Takes the next letter that needs a person and that nobody else holds; null when none is left',
    allow: ['reviewer', 'settler'],
    schema: {
      // Null first: it would be read as an empty text.
      body: Type.Object({ after: Type.Union([Type.Null(), Type.String({ maxLength: 40 })]) }),
      response: { 200: Type.Object({ letter: Type.Union([Type.String(), Type.Null()]) }) },
    },
  },
  claimLetter: {
    method: 'POST',
    url: '/api/letters/:id/claim',
    summary: 'Takes or keeps a letter for some minutes; answers who holds it',
    allow: ['reviewer', 'settler'],
    schema: { params: Id, response: { 200: ClaimAnswer, 404: Failed } },
  },
  releaseLetter: {
    method: 'POST',
    url: '/api/letters/:id/release',
    summary: 'Gives a letter back',
    allow: ['reviewer', 'settler'],
    schema: { params: Id, response: { 200: Type.Object({ ok: Type.Literal(true) }) } },
  },
} as const satisfies Record<string, Route>
