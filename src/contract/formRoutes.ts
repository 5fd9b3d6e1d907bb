import { Type } from 'typebox'
import type { Failure, FormSummary, Route } from './routes.ts'

const Summary = Type.Unsafe<FormSummary>({ $ref: 'FormSummary#' })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Bytes = Type.Unsafe<unknown>({ type: 'string', format: 'binary' })
const FormVersion = Type.Object({
  form: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
  version: Type.Integer({ minimum: 1, maximum: 9999 }),
})
const Lang = Type.Enum(['zh', 'en'], { default: 'zh' })

/** What can be printed. */
export const formRoutes = {
  listForms: {
    method: 'GET',
    url: '/api/forms',
    summary: 'The forms that can be printed and read',
    allow: 'signedIn',
    schema: { response: { 200: Type.Array(Summary) } },
  },
  printForm: {
    method: 'GET',
    url: '/api/forms/:form/:version/print',
    summary: 'The form as PDF, with a serial of its own unless `serial=none`',
    allow: 'signedIn',
    schema: {
      params: FormVersion,
      querystring: Type.Object({ lang: Lang, serial: Type.Enum(['new', 'none'], { default: 'new' }) }),
      response: { 200: Bytes, 404: Failed },
    },
  },
  previewForm: {
    method: 'GET',
    url: '/api/forms/:form/:version/preview/:page',
    summary: 'A picture of one page of the form',
    allow: 'signedIn',
    schema: {
      params: Type.Object({ ...FormVersion.properties, page: Type.Integer({ minimum: 1, maximum: 99 }) }),
      querystring: Type.Object({ lang: Lang }),
      response: { 200: Bytes, 404: Failed },
    },
  },
  printLabel: {
    method: 'GET',
    url: '/api/forms/:form/:version/label',
    summary: 'The EMS address label as PDF',
    allow: 'signedIn',
    schema: { params: FormVersion, response: { 200: Bytes, 404: Failed } },
  },
} as const satisfies Record<string, Route>
