import multipart from '@fastify/multipart'
import staticFiles from '@fastify/static'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, {
  type FastifyBaseLogger,
  type FastifyHttpOptions,
  type FastifyInstance,
  type RawServerDefault,
} from 'fastify'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { namedSchemas, routes } from '../contract/routes.ts'
import { arrivalRoutes } from './arrivals.ts'
import { deskRoutes } from './desk.ts'
import { eventRoutes } from './events.ts'
import { door } from './door.ts'
import { answerFailures } from './failures.ts'
import { formRoutes } from './forms.ts'
import { groupRoutes } from './groups.ts'
import { guard } from './guard.ts'
import { letterRoutes } from './letters.ts'
import type { AppParts } from './parts.ts'
import { peopleRoutes } from './people.ts'
import { sampleRoutes } from './samples.ts'
import { scoreRoutes } from './scores.ts'
import { sessionRoutes } from './session.ts'

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

// A save of a full letter (a page of 400 characters, its topics, its address) is a few kilobytes.
const BODY_BYTES = 1_000_000

/** The whole HTTP side as a function of what it depends on. Nothing listens yet. */
export async function buildApp(parts: AppParts): Promise<App> {
  const app: App = fastify({
    bodyLimit: BODY_BYTES,
    // Open event streams must not hold up a stop.
    forceCloseConnections: true,
    // Text of an address becomes the number it is; a list of one (a single tick) stays a list, which fastify's own default undoes.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: true } },
    // The types know either kind of server; who asks our app cannot tell them apart.
    ...({ https: parts.tls } as unknown as FastifyHttpOptions<RawServerDefault>),
  }).withTypeProvider<TypeBoxTypeProvider>()
  // As it is: handlers answer what the routes say (tests hold them to it). A serializer for each answer costs a second at every start, and is slower.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  guard(app as unknown as FastifyInstance, parts.hosts)
  door(app as unknown as FastifyInstance, parts.people)
  answerFailures(app as unknown as FastifyInstance, parts)
  await app.register(swagger, {
    openapi: { info: { title: '献策 Xiance', version: '1' } },
    refResolver: {
      buildLocalReference: (json, _baseUri, _fragment, i) => (typeof json.$id === 'string' ? json.$id : `schema${i}`),
    },
  })
  // One byte more than the office takes: it then sees that the file is too large, and keeps the arrival with that reason.
  const fileSize = parts.fileBytes + 1
  await app.register(multipart, { throwFileSizeLimit: false, limits: { files: 1, fields: 4, fileSize } })
  for (const [name, schema] of Object.entries(namedSchemas)) app.addSchema({ ...schema, $id: name })
  sessionRoutes(app, parts)
  letterRoutes(app, parts)
  groupRoutes(app, parts)
  sampleRoutes(app, parts)
  scoreRoutes(app, parts)
  arrivalRoutes(app, parts)
  deskRoutes(app, parts)
  formRoutes(app, parts)
  peopleRoutes(app, parts)
  eventRoutes(app, parts)
  app.route({ ...routes.openapi, handler: async () => app.swagger() })
  if (parts.webFolder !== null) {
    await app.register(staticFiles, {
      root: parts.webFolder,
      cacheControl: false,
      // What is under assets/ has its hash in its name; index.html names the newest of them.
      setHeaders: (reply, path) => {
        const lasting = path.includes('/assets/')
        void reply.setHeader('cache-control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  return app
}
