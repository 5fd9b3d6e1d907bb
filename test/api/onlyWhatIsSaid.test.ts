import fastify from 'fastify'
import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { namedSchemas } from '../../src/contract/routes.ts'
import { onlyWhatIsSaid } from './onlyWhatIsSaid.ts'

const failure = { code: 'NOT_FOUND', what: { zh: '', en: '' }, next: { zh: '', en: '' }, details: {} }

async function answered(schema: object, answer: unknown): Promise<number> {
  const app = fastify()
  app.setSerializerCompiler(() => (payload) => JSON.stringify(payload))
  for (const [name, named] of Object.entries(namedSchemas)) app.addSchema({ ...named, $id: name })
  app.get('/', { schema: { response: { 200: schema } } }, async () => answer)
  onlyWhatIsSaid(app)
  return (await app.inject('/')).statusCode
}

describe('answers of a route', () => {
  const list = Type.Object({ people: Type.Array(Type.Object({ name: Type.String() })) })

  it('pass as they are said', async () => {
    expect(await answered(list, { people: [{ name: 'anna' }] })).toBe(200)
    expect(await answered(Type.Object({ failed: Type.Unsafe({ $ref: 'Failure#' }) }), { failed: failure })).toBe(200)
  })

  it('fail when they say more, however deep', async () => {
    expect(await answered(list, { people: [{ name: 'anna', hash: 'secret' }] })).toBe(500)
    const more = { failed: { ...failure, stack: 'here' } }
    expect(await answered(Type.Object({ failed: Type.Unsafe({ $ref: 'Failure#' }) }), more)).toBe(500)
  })

  it('fail when something is missing or of another kind', async () => {
    expect(await answered(list, {})).toBe(500)
    expect(await answered(list, { people: [{ name: 7 }] })).toBe(500)
  })
})
