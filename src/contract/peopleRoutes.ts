import { Type } from 'typebox'
import { Role, type Person } from './people.ts'
import type { Failure, Route } from './routes.ts'

const Someone = Type.Unsafe<Person>({ $ref: 'Person#' })
const Failed = Type.Unsafe<Failure>({ $ref: 'Failure#' })
const Name = Type.Object({ name: Type.String({ minLength: 1, maxLength: 64 }) })
const Roles = Type.Array(Role, { minItems: 1, uniqueItems: true })
/** A generated one: shown to who asked, once, and kept only as a hash. */
const Password = Type.Object({ name: Type.String(), password: Type.String() })

/** Accounts, as `xiance user` has them. */
export const peopleRoutes = {
  listPeople: {
    method: 'GET',
    url: '/api/people',
    summary: 'Every account, in the order they came',
    allow: ['administrator'],
    schema: { response: { 200: Type.Array(Someone) } },
  },
  addPerson: {
    method: 'POST',
    url: '/api/people',
    summary: 'A new account; answers its password, which nobody can ask for again',
    allow: ['administrator'],
    schema: {
      body: Type.Object({ ...Name.properties, roles: Roles }),
      response: { 200: Password, 409: Failed, 422: Failed },
    },
  },
  changePerson: {
    method: 'POST',
    url: '/api/people/:name',
    summary: 'Other roles, or disabled or enabled; a disabled person is out at once',
    allow: ['administrator'],
    schema: {
      params: Name,
      body: Type.Object({ roles: Type.Optional(Roles), disabled: Type.Optional(Type.Boolean()) }),
      response: { 200: Someone, 404: Failed, 422: Failed },
    },
  },
  renewPassword: {
    method: 'POST',
    url: '/api/people/:name/password',
    summary: 'A new password for somebody, answered once; every session of theirs ends',
    allow: ['administrator'],
    schema: { params: Name, response: { 200: Password, 404: Failed } },
  },
} as const satisfies Record<string, Route>
