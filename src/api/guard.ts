import type { FastifyInstance, FastifyRequest } from 'fastify'
import { XianceError } from '../contract/errors.ts'
import { isLoopbackName } from './listen.ts'

// Scripts, styles, fonts and pictures come from here alone; nothing is inline; nobody may frame us.
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * What holds for every request before anybody asks who sent it: it is addressed to a name of ours (a foreign page that
 * re-binds its own name to this machine is refused), and writes come only from our own pages. `hosts` are names besides loopback.
 */
export function guard(app: FastifyInstance, hosts: readonly string[]): void {
  const ours = new Set(hosts.map((host) => host.toLowerCase()))
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    const name = hostName(request.headers.host ?? '')
    if (!isLoopbackName(name) && !ours.has(name)) throw new XianceError('REQUEST_FOREIGN')
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnPage(request))
      throw new XianceError('REQUEST_FOREIGN')
  })
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase()
}

// Browsers send Origin with every write; a program without a browser sends none, and has no cookie that it was not given.
function isOwnPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  // https: our own certificate, or a proxy in front of us that encrypts.
  return (
    headers.origin === undefined || ['http', 'https'].some((scheme) => headers.origin === `${scheme}://${headers.host}`)
  )
}
