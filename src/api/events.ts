import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import type { AppParts } from './parts.ts'

// Proxies and browsers drop a silent stream after a minute or so.
const HEARTBEAT_MS = 20_000

/** Server-sent events: one open answer for each screen, closed when either side goes. */
export function eventRoutes(app: App, { office }: AppParts): void {
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
      const heartbeat = setInterval(() => raw.write(':\n\n'), HEARTBEAT_MS)
      request.raw.once('close', () => {
        unsubscribe()
        clearInterval(heartbeat)
        raw.end()
      })
    },
  })
}
