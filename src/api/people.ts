import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { nameOf } from './door.ts'
import type { AppParts } from './parts.ts'

export function peopleRoutes(app: App, { people }: AppParts): void {
  app.route({ ...routes.listPeople, handler: async () => people.list() })
  app.route({
    ...routes.addPerson,
    handler: async (request) => {
      const { name, roles } = request.body
      const { password } = await people.add(name, roles, null, nameOf(request))
      return { name, password }
    },
  })
  app.route({
    ...routes.changePerson,
    handler: async (request) => people.change(request.params.name, request.body, nameOf(request)),
  })
  app.route({
    ...routes.renewPassword,
    handler: async (request) => {
      const { name } = request.params
      const { password } = await people.setPassword(name, null, nameOf(request))
      return { name, password }
    },
  })
}
