import { routes } from '../contract/routes.ts'
import { printHandover } from '../print/printHandover.ts'
import { printSeparator, printStickers, stickersASheet } from '../print/printSeparator.ts'
import type { App } from './app.ts'
import { nameOf } from './door.ts'
import type { AppParts } from './parts.ts'

const PDF = 'application/pdf'

export function deskRoutes(app: App, { office, newSerial }: AppParts): void {
  app.route({
    ...routes.registerEnvelope,
    handler: async (request) => office.mail.register(request.body, nameOf(request)),
  })
  app.route({ ...routes.listEnvelopes, handler: async ({ query }) => office.mail.day(query.day ?? null) })
  app.route({ ...routes.listGaps, handler: async () => office.mail.gaps() })
  app.route({ ...routes.showEnvelope, handler: async ({ params }) => office.mail.envelope(params.id) })
  app.route({
    ...routes.changeEnvelope,
    handler: async (request) => office.mail.change(request.params.id, request.body, nameOf(request)),
  })
  app.route({
    ...routes.clearEnvelope,
    handler: async (request) => office.mail.clear(request.params.id, request.body, nameOf(request)),
  })
  // Shown by the browser, which prints it.
  const shown = (name: string): string => `inline; filename="${name}.pdf"`
  app.route({
    ...routes.printSeparator,
    handler: async ({ params }, reply) => {
      const envelope = await office.mail.envelope(params.id)
      const bytes = Buffer.from(await printSeparator(envelope))
      return reply
        .type(PDF)
        .header('content-disposition', shown(`separator-${envelope.code}`))
        .send(bytes)
    },
  })
  app.route({
    ...routes.printSticker,
    handler: async ({ params }, reply) => {
      const envelope = await office.mail.envelope(params.id)
      const bytes = Buffer.from(await printStickers([envelope]))
      return reply
        .type(PDF)
        .header('content-disposition', shown(`sticker-${envelope.code}`))
        .send(bytes)
    },
  })
  app.route({
    ...routes.printStickers,
    handler: async (_request, reply) => {
      const all = Array.from({ length: stickersASheet }, () => ({ code: newSerial(), waybill: null }))
      return reply
        .type(PDF)
        .header('content-disposition', shown('stickers'))
        .send(Buffer.from(await printStickers(all)))
    },
  })
  app.route({
    ...routes.printDivider,
    handler: async (_request, reply) => {
      const bytes = Buffer.from(await printSeparator({ code: null, waybill: null }))
      return reply.type(PDF).header('content-disposition', shown('divider')).send(bytes)
    },
  })
  app.route({
    ...routes.printHandover,
    handler: async ({ query }, reply) => {
      const { day, envelopes } = await office.mail.day(query.day)
      const bytes = Buffer.from(await printHandover(day, envelopes))
      return reply
        .type(PDF)
        .header('content-disposition', shown(`handover-${day}`))
        .send(bytes)
    },
  })
}
