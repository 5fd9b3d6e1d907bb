import { Type, type Static } from 'typebox'
import { GroupList, GroupQuery, GroupSheet, SheetOutcome, SheetRequest } from './group.ts'
import type { Failure, Route } from './routes.ts'

/** Of the group view, named in openapi.json as the others are. */
export const groupSchemas = { GroupList, GroupSheet, SheetRequest, SheetOutcome } as const
type Named = typeof groupSchemas
const named = <K extends keyof Named>(name: K) => Type.Unsafe<Static<Named[K]>>({ $ref: `${name}#` })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })

/** The same field of many letters: what waits, one screen of it, its ink, and what a person says of it. */
export const groupRoutes = {
  listGroups: {
    method: 'GET',
    url: '/api/groups',
    summary: 'What can be confirmed among its like: heaps of crops and what was read most often',
    allow: ['reviewer'],
    schema: { response: { 200: named('GroupList') } },
  },
  groupSheet: {
    method: 'GET',
    url: '/api/groups/sheet',
    summary: 'The next crops of a heap, values together, the least sure first; nothing of whose they are',
    allow: ['reviewer'],
    schema: { querystring: GroupQuery, response: { 200: named('GroupSheet'), 404: Failed } },
  },
  cropImage: {
    method: 'GET',
    url: '/api/crops/:number',
    summary: 'The ink of one crop',
    allow: ['reviewer'],
    schema: {
      params: Type.Object({ number: Type.Integer({ minimum: 1 }) }),
      response: { 200: Type.Unsafe<unknown>({ type: 'string', format: 'binary' }), 404: Failed },
    },
  },
  confirmSheet: {
    method: 'POST',
    url: '/api/sheets',
    summary:
      'Keeps the crops a person confirmed as keyings of theirs, and what was taken out; names those that had changed',
    allow: ['reviewer'],
    schema: { body: named('SheetRequest'), response: { 200: named('SheetOutcome'), 400: Failed } },
  },
  withdrawSheet: {
    method: 'POST',
    url: '/api/sheets/:key/withdraw',
    summary: 'Takes a confirmed sheet back: its keyings are kept and count for nothing',
    allow: ['reviewer'],
    schema: {
      params: Type.Object({ key: Type.String({ minLength: 8, maxLength: 80 }) }),
      response: { 200: Type.Object({ ok: Type.Literal(true) }), 400: Failed },
    },
  },
} as const satisfies Record<string, Route>
