import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import type { AppParts } from './parts.ts'

export function scoreRoutes(app: App, { office }: AppParts): void {
  app.route({ ...routes.showScores, handler: async () => office.scores() })
}
