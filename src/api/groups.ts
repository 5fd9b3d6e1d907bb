import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { nameOf } from './door.ts'
import type { AppParts } from './parts.ts'

export function groupRoutes(app: App, { office }: AppParts): void {
  app.route({ ...routes.listGroups, handler: async () => office.groups() })
  app.route({ ...routes.groupSheet, handler: async ({ query }) => office.groupSheet(query) })
  app.route({
    ...routes.cropImage,
    handler: async ({ params }, reply) => {
      const { bytes, mime } = await office.cropImage(params.number)
      // A number is never used for another crop.
      return reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes))
    },
  })
  app.route({
    ...routes.confirmSheet,
    handler: async (request) => office.confirmSheet(nameOf(request), request.body),
  })
  app.route({
    ...routes.withdrawSheet,
    handler: async (request) => {
      await office.withdrawSheet(nameOf(request), request.params.key)
      return { ok: true as const }
    },
  })
}
