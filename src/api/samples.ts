import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { nameOf } from './door.ts'
import type { AppParts } from './parts.ts'

export function sampleRoutes(app: App, { office }: AppParts): void {
  app.route({ ...routes.nextSample, handler: async (request) => office.samples.next(nameOf(request)) })
  app.route({ ...routes.nextDispute, handler: async (request) => office.samples.nextDispute(nameOf(request)) })
  app.route({
    ...routes.sampleInk,
    handler: async (request, reply) => {
      const { bytes, mime } = await office.samples.ink(request.params.number, nameOf(request))
      // Kept by no browser: it is theirs to see only while they have it in hand.
      return reply.type(mime).header('cache-control', 'no-store').send(Buffer.from(bytes))
    },
  })
  app.route({
    ...routes.keySample,
    handler: async (request) => {
      await office.samples.key(request.params.number, nameOf(request), request.body)
      return { ok: true as const }
    },
  })
  app.route({ ...routes.showOwnWork, handler: async (request) => office.ownWork(nameOf(request)) })
  app.route({ ...routes.showErrors, handler: async ({ query }) => office.errors(query.wrong ?? null) })
  app.route({
    ...routes.settleSample,
    handler: async (request) => office.samples.settle(request.params.number, nameOf(request), request.body),
  })
}
