import type { Static, TSchema } from 'typebox'
import type { Failure, Route } from '../contract/routes.ts'
import { person } from './state.ts'

/** What a route answers with status 200, and what it must be given: both read off its literal. */
export type Answer<R extends Route> = R['schema']['response'] extends { readonly 200: infer S extends TSchema }
  ? Static<S>
  : never
type Part<R extends Route, K extends 'params' | 'querystring' | 'body'> = R['schema'] extends {
  readonly [P in K]: infer S extends TSchema
}
  ? Static<S>
  : undefined
export interface Given<R extends Route> {
  readonly params?: Part<R, 'params'>
  readonly query?: Partial<Part<R, 'querystring'>>
  readonly body?: Part<R, 'body'>
}

/** The service answered with a failure, or did not answer (`failure` null). */
export class CallFailed extends Error {
  readonly status: number
  readonly failure: Failure | null
  readonly answer: unknown

  constructor(status: number, answer: unknown) {
    super(`HTTP ${status}`)
    this.status = status
    this.answer = answer
    this.failure = isFailure(answer) ? answer : null
  }
}

/** One typed call of a route. Throws CallFailed; status 0 when the service cannot be reached. */
export async function call<R extends Route>(route: R, given: Given<R> = {}): Promise<Answer<R>> {
  const { body } = given
  let response: Response
  try {
    response = await fetch(addressOf(route, given), {
      method: route.method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
  } catch (error) {
    throw Object.assign(new CallFailed(0, null), { cause: error })
  }
  const answer: unknown = await response.json().catch(() => null)
  if (!response.ok) {
    const failed = new CallFailed(response.status, answer)
    // The session has ended: the sign-in screen comes up, and what was typed stays where it is.
    if (failed.failure?.code === 'SIGN_IN_NEEDED') person.value = null
    throw failed
  }
  return answer as Answer<R>
}

/** The address of a route with its parameters filled in; also for `<img>` and download links. */
export function addressOf<R extends Route>(route: R, { params, query }: Given<R> = {}): string {
  const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  )
  const search = new URLSearchParams(
    Object.entries((query ?? {}) as Record<string, unknown>).map(([key, value]) => [key, String(value)]),
  )
  return search.size === 0 ? path : `${path}?${search}`
}

function isFailure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && 'code' in answer && 'what' in answer
}
