import { Type, type Static } from 'typebox'
import type { Failure, Route } from './routes.ts'
import { CorrectionRequest, SplitView } from './split.ts'

/** Named in openapi.json as the others are. */
export const splitSchemas = { SplitView } as const
type Named = typeof splitSchemas
const named = <K extends keyof Named>(name: K) => Type.Unsafe<Static<Named[K]>>({ $ref: `${name}#` })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Id = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }) })

/** How a file was split into letters, and a person's corrections of it. */
export const splitRoutes = {
  showSplit: {
    method: 'GET',
    url: '/api/arrivals/:id/split',
    summary: 'All pages of a file by envelope and letter, as they were told apart',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, response: { 200: named('SplitView'), 404: Failed } },
  },
  correctSplit: {
    method: 'POST',
    url: '/api/arrivals/:id/split',
    summary: 'Cuts, joins or moves a page: all of it or nothing; 409 when somebody moved pages in between',
    allow: ['clerk', 'supervisor'],
    schema: {
      params: Id,
      body: CorrectionRequest,
      response: { 200: named('SplitView'), 404: Failed, 409: Failed, 422: Failed },
    },
  },
} as const satisfies Record<string, Route>
