import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { sessionCookie, tokenOf } from './door.ts'
import type { AppParts } from './parts.ts'

export function sessionRoutes(app: App, { people }: AppParts): void {
  app.route({
    ...routes.signIn,
    handler: async (request, reply) => {
      const { name, password } = request.body
      const { token, person } = await people.signIn(name, password, request.ip)
      // What the browser held before is worth nothing from now on, whoever put it there.
      const before = tokenOf(request)
      if (before !== null) await people.signOut(before)
      void reply.header('set-cookie', sessionCookie(token, request))
      return person
    },
  })
  app.route({
    ...routes.whoAmI,
    handler: async (request) => {
      const token = tokenOf(request)
      return { person: token === null ? null : await people.whoIs(token) }
    },
  })
  app.route({
    ...routes.signOut,
    handler: async (request, reply) => {
      await people.signOut(tokenOf(request)!)
      void reply.header('set-cookie', sessionCookie(null, request))
      return { ok: true as const }
    },
  })
  app.route({
    ...routes.changePassword,
    handler: async (request) => {
      await people.changePassword(tokenOf(request)!, request.body, request.ip)
      return { ok: true as const }
    },
  })
}
