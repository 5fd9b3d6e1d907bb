import { Type } from 'typebox'
import { PasswordChange, SignInRequest, type Person } from './people.ts'
import type { Failure, Route } from './routes.ts'

const Signed = Type.Unsafe<Person>({ $ref: 'Person#' })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Done = Type.Object({ ok: Type.Literal(true) })

/** Signing in and out. */
export const sessionRoutes = {
  signIn: {
    method: 'POST',
    url: '/api/session',
    summary: 'Signs in: answers with the person and a session cookie',
    allow: 'public',
    schema: {
      body: SignInRequest,
      response: { 200: Signed, 401: Failed, 429: Failed },
    },
  },
  whoAmI: {
    method: 'GET',
    url: '/api/session',
    summary: 'Who is signed in; null when nobody is',
    allow: 'public',
    schema: { response: { 200: Type.Object({ person: Type.Union([Signed, Type.Null()]) }) } },
  },
  signOut: {
    method: 'POST',
    url: '/api/session/end',
    summary: 'Signs out',
    allow: 'signedIn',
    schema: { response: { 200: Done } },
  },
  changePassword: {
    method: 'POST',
    url: '/api/session/password',
    summary: 'A new password for who is signed in; every other session of the person ends',
    allow: 'signedIn',
    schema: {
      body: PasswordChange,
      response: { 200: Done, 401: Failed, 422: Failed, 429: Failed },
    },
  },
} as const satisfies Record<string, Route>
