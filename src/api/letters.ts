import { errors, XianceError } from '../contract/errors.ts'
import { allows } from '../contract/people.ts'
import { routes, type Conflict } from '../contract/routes.ts'
import type { App } from './app.ts'
import { nameOf } from './door.ts'
import { failureOf } from './failures.ts'
import type { AppParts } from './parts.ts'

// An analyst works with ideas, topics and places, never with who wrote them.
const SEE_PERSONAL = ['supervisor'] as const

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
    handler: async (request) => ({ letter: await office.nextLetter(request.query.after ?? null, nameOf(request)) }),
  })
  app.route({
    ...routes.claimNext,
    handler: async (request) => ({ letter: await office.claimNext(request.body.after, nameOf(request)) }),
  })
  app.route({
    ...routes.claimLetter,
    handler: async (request) => office.claim(request.params.id, nameOf(request)),
  })
  app.route({
    ...routes.releaseLetter,
    handler: async (request) => {
      await office.release(request.params.id, nameOf(request))
      return { ok: true as const }
    },
  })
  app.route({ ...routes.showLetter, handler: async (request) => office.letter(request.params.id, nameOf(request)) })
  app.route({
    ...routes.saveLetter,
    handler: async (request, reply) => {
      const { params, body } = request
      const result = await office.save(params.id, nameOf(request), body)
      if (result.outcome === 'saved') return { letter: result.letter }
      const { theirs, holder } = result
      const { code, what, next } = failureOf(whyNot(params.id, holder))
      const conflict = { code: code as Conflict['code'], what, next, holder, yours: body, theirs }
      return reply.status(errors.STALE_SAVE.http as 409).send(conflict)
    },
  })
  app.route({
    ...routes.setAside,
    handler: async (request) => {
      const { id } = request.params
      const result = await office.setAside(id, nameOf(request), request.body)
      if (result.outcome === 'saved') return result.letter
      throw whyNot(id, result.holder)
    },
  })
  app.route({
    ...routes.rereadLetter,
    handler: async (request) => {
      await office.reread(request.params.id, nameOf(request))
      return office.letter(request.params.id, nameOf(request))
    },
  })
  app.route({
    ...routes.retryPage,
    handler: async (request) => {
      await office.retryPage(request.params.id, nameOf(request))
      return { ok: true as const }
    },
  })
  app.route({
    ...routes.pageImage,
    handler: async ({ params, query }, reply) => {
      const { bytes, mime } = await office.pageImage(params.id, query.small === true)
      // The address names the run that made it, so what lies behind it never changes.
      return reply.type(mime).header('cache-control', 'private, max-age=3600').send(Buffer.from(bytes))
    },
  })
  app.route({
    ...routes.exportLetters,
    handler: async ({ query: { format, state }, person }, reply) =>
      reply
        .type(exportTypes[format])
        .header('content-disposition', `attachment; filename="xiance-letters.${format}"`)
        .send(Buffer.from(await exportLetters(format, { state, personal: allows(SEE_PERSONAL, person) }))),
  })
}

function whyNot(letter: string, holder: string | null): XianceError {
  return holder === null
    ? new XianceError('STALE_SAVE', { letter })
    : new XianceError('LETTER_HELD', { letter, person: holder })
}
