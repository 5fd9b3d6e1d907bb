import type { FastifyInstance, FastifyRequest } from 'fastify'
import { XianceError } from '../contract/errors.ts'

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
 * Until accounts exist, whoever reaches the port may do everything. So: only requests addressed to this machine by a
 * loopback name (a foreign page that re-binds its own name to 127.0.0.1 is refused), and writes only from our own pages.
 */
export function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': CONTENT_SECURITY_POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    if (!isLoopbackName(hostName(request.headers.host ?? ''))) throw new XianceError('REQUEST_FOREIGN')
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnPage(request))
      throw new XianceError('REQUEST_FOREIGN')
  })
}

export function isLoopbackName(name: string): boolean {
  return name === 'localhost' || name === '::1' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name)
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, '')
}

// Browsers send Origin with every write; a program without a browser (a script on this PC) sends none and is let in.
function isOwnPage({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin') return false
  return headers.origin === undefined || headers.origin === `http://${headers.host}`
}
