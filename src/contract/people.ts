import { Type, type Static } from 'typebox'

/** clerk 收件员, reviewer 校对员, settler 仲裁员, supervisor 主管, analyst 分析员, administrator 管理员. A person may be several. */
export const roles = ['clerk', 'reviewer', 'settler', 'supervisor', 'analyst', 'administrator'] as const
export const Role = Type.Enum([...roles])
export type Role = Static<typeof Role>

/** Who may call a route. `public` is for what a browser needs before anybody has signed in, and for nothing else. */
export type Rule = 'public' | 'signedIn' | readonly [Role, ...Role[]]

/** A name is the id: never changed, never given to somebody else, so that it says for ever who keyed a value. */
export const Person = Type.Object({
  name: Type.String(),
  roles: Type.Array(Role),
  disabled: Type.Boolean(),
  /** ISO 8601, UTC. */
  since: Type.String(),
})
export type Person = Static<typeof Person>

export const SignInRequest = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
})

export const PasswordChange = Type.Object({
  old: Type.String({ minLength: 1, maxLength: 200 }),
  fresh: Type.String({ minLength: 1, maxLength: 200 }),
})

/** Whether a rule lets this person in; null is somebody who has not signed in. */
export function allows(rule: Rule, person: Pick<Person, 'roles' | 'disabled'> | null): boolean {
  if (rule === 'public') return true
  if (person === null || person.disabled) return false
  return rule === 'signedIn' || rule.some((role) => person.roles.includes(role))
}

/**
 * Who works here and who is at the door. `src/people` implements it over a store. Times are the implementation's clock.
 * A password is never kept, logged or answered with, except a generated one, once, to who asked for it.
 */
export interface People {
  /** Throws SIGN_IN_FAILED (whichever of name and password is wrong, or a disabled account) and SIGN_IN_WAIT. */
  signIn(name: string, password: string, from: string): Promise<{ token: string; person: Person }>
  /** Who holds this token; null when it is unknown, ended, too old or its person is disabled. Counts as use. */
  whoIs(token: string): Promise<Person | null>
  signOut(token: string): Promise<void>
  /** Ends every other session of the person. Throws SIGN_IN_FAILED for a wrong old password, SIGN_IN_WAIT, PASSWORD_WEAK. */
  changePassword(token: string, change: Static<typeof PasswordChange>, from: string): Promise<void>
  list(): Promise<Person[]>
  /** Without a password one is made and answered with. Throws PERSON_EXISTS, PERSON_NAME_INVALID, PASSWORD_WEAK. */
  add(name: string, roles: readonly Role[], password: string | null, by: string): Promise<{ password: string }>
  /** Ends every session of the person. Throws PERSON_UNKNOWN, PASSWORD_WEAK. */
  setPassword(name: string, password: string | null, by: string): Promise<{ password: string }>
  /** A disabled person is out at once. Throws PERSON_UNKNOWN, LAST_ADMINISTRATOR. */
  change(name: string, to: Partial<Pick<Person, 'roles' | 'disabled'>>, by: string): Promise<Person>
  /** The administrator of a folder that has nobody yet, with all roles, and the password: to be shown once. Null when somebody is there. */
  first(): Promise<{ name: string; password: string } | null>
}
