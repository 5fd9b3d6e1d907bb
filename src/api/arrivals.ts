import { Readable } from 'node:stream'
import { XianceError } from '../contract/errors.ts'
import { allows } from '../contract/people.ts'
import { routes } from '../contract/routes.ts'
import type { App } from './app.ts'
import { nameOf } from './door.ts'
import type { AppParts } from './parts.ts'

export function arrivalRoutes(app: App, { office }: AppParts): void {
  app.route({ ...routes.listArrivals, handler: async ({ query }) => office.arrivals(query) })
  app.route({
    ...routes.receiveFile,
    handler: async (request) => {
      const part = await request.file()
      if (part === undefined) throw new XianceError('REQUEST_INVALID', { problem: 'multipart part "file"' })
      return office.receive(part.filename, part.file, 'upload', nameOf(request))
    },
  })
  // As it comes: what has been written when the connection is lost need not be sent again.
  app.addContentTypeParser('application/octet-stream', (_request, bytes, done) => done(null, bytes))
  app.route({
    ...routes.sendPart,
    handler: async (request) => {
      const { body } = request
      if (!(body instanceof Readable)) throw new XianceError('REQUEST_INVALID', { problem: 'application/octet-stream' })
      return office.receivePart(request.params.id, request.query, body, nameOf(request))
    },
  })
  app.route({
    ...routes.retryArrival,
    handler: async (request) => office.retryArrival(request.params.id, nameOf(request)),
  })
  app.route({ ...routes.listHeldPages, handler: async ({ query }) => office.heldPages(query) })
  app.route({ ...routes.showHandFit, handler: async ({ params }) => office.handFit(params.id) })
  app.route({
    ...routes.fitByHand,
    handler: async (request) => {
      await office.fitByHand(request.params.id, nameOf(request), request.body)
      return { ok: true as const }
    },
  })
  app.route({
    ...routes.showSteps,
    // Readings are told to whom a letter is shown, and to nobody else who may see its paper.
    handler: async (request) =>
      office.pageSteps(request.params.id, nameOf(request), allows(routes.showLetter.allow, request.person)),
  })
  app.route({ ...routes.listRescans, handler: async () => office.rescans() })
  app.route({ ...routes.showSplit, handler: async ({ params }) => office.split(params.id) })
  app.route({
    ...routes.correctSplit,
    handler: async (request) => office.correctSplit(request.params.id, nameOf(request), request.body),
  })
  app.route({
    ...routes.choosePage,
    handler: async (request) => {
      await office.choosePage(request.params.id, nameOf(request), request.body)
      return { ok: true as const }
    },
  })
  app.route({ ...routes.showOperation, handler: async () => office.operation() })
  app.route({
    ...routes.changeOperation,
    handler: async (request) => office.operate(request.body, nameOf(request)),
  })
  app.route({
    ...routes.originalFile,
    handler: async ({ params }, reply) => {
      const { stream, name, mime } = await office.original(params.id)
      // Whatever came by post is never run: always a download, never a page of ours.
      return reply
        .type(mime)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
        .header('content-security-policy', "default-src 'none'; sandbox")
        .send(stream)
    },
  })
}
