import { errors, XianceError } from '../contract/errors.ts'
import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { failureOf } from './failures.ts'
import type { AppParts } from './parts.ts'

// Until there are accounts everybody at this PC is one person.
const DESK = 'desk'

const exportTypes = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export function letterRoutes(app: App, { office, exportLetters }: AppParts): void {
  app.route({ ...routes.health, handler: async () => ({ ok: true as const }) })
  app.route({ ...routes.listLetters, handler: async ({ query }) => office.letters(query) })
  app.route({
    ...routes.nextLetter,
    handler: async ({ query }) => ({ letter: await office.nextLetter(query.after ?? null) }),
  })
  app.route({ ...routes.showLetter, handler: async ({ params }) => office.letter(params.id) })
  app.route({
    ...routes.saveLetter,
    handler: async ({ params, body }, reply) => {
      const result = await office.save(params.id, DESK, body)
      if (result.outcome === 'saved') return result.letter
      const { what, next } = failureOf(new XianceError('STALE_SAVE', { letter: params.id }))
      const conflict = { code: 'STALE_SAVE' as const, what, next, yours: body, theirs: result.theirs }
      return reply.status(errors.STALE_SAVE.http as 409).send(conflict)
    },
  })
  app.route({
    ...routes.rereadLetter,
    handler: async ({ params }) => {
      await office.reread(params.id)
      return office.letter(params.id)
    },
  })
  app.route({
    ...routes.retryPage,
    handler: async ({ params }) => {
      await office.retryPage(params.id)
      return { ok: true as const }
    },
  })
  app.route({
    ...routes.pageImage,
    handler: async ({ params }, reply) => {
      const { bytes, mime } = await office.pageImage(params.id)
      // The address names the run that made it, so what lies behind it never changes.
      return reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes))
    },
  })
  app.route({
    ...routes.exportLetters,
    handler: async ({ query: { format, state } }, reply) =>
      reply
        .type(exportTypes[format])
        .header('content-disposition', `attachment; filename="xiance-letters.${format}"`)
        .send(Buffer.from(await exportLetters(format, state))),
  })
}
