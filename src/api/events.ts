import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { tokenOf } from './door.ts'
import type { AppParts } from './parts.ts'

// Proxies and browsers drop a silent stream after a minute or so.
const HEARTBEAT_MS = 20_000

/** Server-sent events: one open answer for each screen, closed when either side or the session goes. */
export function eventRoutes(app: App, { office, people }: AppParts): void {
  app.route({
    ...routes.events,
    handler: async (request, reply) => {
      reply.hijack()
      const { raw } = reply
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      })
      raw.write('retry: 2000\n\n')
      const unsubscribe = office.subscribe((event) => raw.write(`data: ${JSON.stringify(event)}\n\n`))
      const token = tokenOf(request)!
      const beat = async (): Promise<void> => {
        // A stream is no longer than the session that opened it.
        if ((await people.whoIs(token)) === null) raw.end()
        else raw.write(':\n\n')
      }
      const heartbeat = setInterval(() => void beat().catch(() => raw.end()), HEARTBEAT_MS)
      request.raw.once('close', () => {
        unsubscribe()
        clearInterval(heartbeat)
        raw.end()
      })
    },
  })
}
