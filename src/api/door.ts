import type { FastifyInstance, FastifyRequest } from 'fastify'
import { XianceError } from '../contract/errors.ts'
import { allows, type People, type Person, type Rule } from '../contract/people.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes. */
    person: Person | null
  }
  interface FastifyContextConfig {
    allow?: Rule
  }
}

/** What the screens are made of: anybody may see it, since it holds nothing that came by post. */
const STATIC_ADDRESSES = ['/*', '/']

/**
 * Denies by default: a route that carries no rule stops the start, and a request goes no further than its route's rule lets its
 * sender. Before anything of the request is looked at: what is denied must not tell good from bad.
 */
export function door(app: FastifyInstance, people: People): void {
  app.decorateRequest('person', null)
  app.addHook('onRoute', (route) => {
    const rule = (route as { allow?: Rule }).allow ?? (STATIC_ADDRESSES.includes(route.url) ? 'public' : undefined)
    if (rule === undefined) throw new Error(`route ${String(route.method)} ${route.url} has no rule`)
    route.config = { ...route.config, allow: rule }
  })
  app.addHook('onRequest', async (request) => {
    if (request.is404) return
    const rule = request.routeOptions.config.allow
    if (rule === 'public') return
    const token = tokenOf(request)
    const person = token === null ? null : await people.whoIs(token)
    if (person === null) throw new XianceError('SIGN_IN_NEEDED')
    if (rule === undefined || !allows(rule, person))
      throw new XianceError('NOT_ALLOWED', { roles: Array.isArray(rule) ? rule.join(' ') : '' })
    request.person = person
  })
}

/** The name of who asks. On a route whose rule is not `public` somebody always does. */
export function nameOf(request: FastifyRequest): string {
  if (request.person === null) throw new XianceError('SIGN_IN_NEEDED')
  return request.person.name
}

/** The session token that came with a request, or null. */
export function tokenOf({ headers }: FastifyRequest): string | null {
  const cookies = (headers.cookie ?? '').split(';').map((pair) => pair.trim())
  const own = cookies.find((pair) => pair.startsWith(`${COOKIE}=`))
  return own?.slice(COOKIE.length + 1) ?? null
}

/**
 * The cookie that carries a token, or takes it away (null). Scripts cannot read it and other sites cannot send it; it ends with the
 * browser, the session also before. `Secure` as soon as the page came encrypted, by us or by a proxy in front.
 */
export function sessionCookie(token: string | null, { headers, protocol }: FastifyRequest): string {
  const secure = protocol === 'https' || headers.origin?.startsWith('https://') === true
  const parts = [`${COOKIE}=${token ?? ''}`, 'Path=/', 'HttpOnly', 'SameSite=Strict']
  return [...parts, ...(secure ? ['Secure'] : []), ...(token === null ? ['Max-Age=0'] : [])].join('; ')
}

const COOKIE = 'xiance_session'
