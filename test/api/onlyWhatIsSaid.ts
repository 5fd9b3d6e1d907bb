import type { FastifyInstance } from 'fastify'
import type { TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { namedSchemas } from '../../src/contract/routes.ts'

/** Fails every answer that is not of the shape its route says, or says more than that: what is not named may be somebody's secret. Before `app` is ready. */
export function onlyWhatIsSaid(app: FastifyInstance): void {
  app.addHook('preSerialization', async (request, reply, payload) => {
    const schemas = request.routeOptions.schema?.response as Record<string, TSchema> | undefined
    const schema = schemas?.[reply.statusCode]
    if (schema === undefined) return payload
    const said = whole(schema) as TSchema
    const answer: unknown = JSON.parse(JSON.stringify(payload))
    const where = `${request.method} ${request.routeOptions.url} ${reply.statusCode}`
    const [wrong] = Value.Errors(said, answer)
    if (wrong !== undefined) throw new Error(`${where}: ${wrong.instancePath} ${wrong.message}`)
    const known = Value.Clean(said, structuredClone(answer))
    if (!Value.Equal(known, answer)) {
      const more = Value.Diff(known, answer).map((edit) => JSON.stringify(edit))
      throw new Error(`${where} says more than its route: ${more.join(' ').slice(0, 300)}`)
    }
    return payload
  })
}

/** A schema with what it refers to by name put in its place. */
function whole(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(whole)
  if (typeof schema !== 'object' || schema === null) return schema
  const { $ref } = schema as { $ref?: unknown }
  if (typeof $ref === 'string') return whole((namedSchemas as Record<string, unknown>)[$ref.replace(/#$/, '')])
  return Object.fromEntries(Reflect.ownKeys(schema).map((key) => [key, whole((schema as never)[key])]))
}
