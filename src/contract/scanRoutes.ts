import { Type, type Static } from 'typebox'
import { HandFitRequest, HandFitView } from './handFit.ts'
import { PageSteps } from './pageSteps.ts'
import { RescanList } from './rescan.ts'
import type { Failure, Route } from './routes.ts'

/** Of scans that went wrong, named in openapi.json as the others are. */
export const scanSchemas = { RescanList, HandFitView, PageSteps } as const
type Named = typeof scanSchemas
const named = <K extends keyof Named>(name: K) => Type.Unsafe<Static<Named[K]>>({ $ref: `${name}#` })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Done = Type.Object({ ok: Type.Literal(true) })
const Id = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9-]{1,40}$' }) })

/** What to scan again, and what a hand can mend without. */
export const scanRoutes = {
  showHandFit: {
    method: 'GET',
    url: '/api/pages/:id/fit',
    summary: 'What it takes to fit a held page by hand: where it seems to lie, and the printed forms on record',
    allow: ['clerk', 'supervisor'],
    schema: { params: Id, response: { 200: named('HandFitView'), 404: Failed, 409: Failed } },
  },
  fitByHand: {
    method: 'POST',
    url: '/api/pages/:id/fit',
    summary:
      'Fits a held page by hand and reads it again so; 409 when somebody did in between or it lies with another letter',
    allow: ['clerk', 'supervisor'],
    schema: {
      params: Id,
      body: HandFitRequest,
      response: { 200: Done, 404: Failed, 409: Failed, 422: Failed },
    },
  },
  showSteps: {
    method: 'GET',
    url: '/api/pages/:id/steps',
    summary:
      'What the machine saw of a page, step by step: pictures kept with a page in trouble, drawn again for any other; readings only as the letter tells them',
    allow: ['clerk', 'reviewer', 'settler', 'supervisor'],
    schema: { params: Id, response: { 200: named('PageSteps'), 404: Failed, 503: Failed } },
  },
  listRescans: {
    method: 'GET',
    url: '/api/rescans',
    summary: 'What has to be scanned again: held pages that a better scan would mend, letters that were sent back',
    allow: ['clerk', 'supervisor'],
    schema: { response: { 200: named('RescanList') } },
  },
} as const satisfies Record<string, Route>
