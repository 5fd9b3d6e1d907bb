import type { ErrorCode, XianceError } from '../contract/errors.ts'
import { errors as en } from './en/errors.ts'
import { roles as enRoles } from './en/roles.ts'
import { fill } from './fill.ts'
import { errors as zh } from './zh/errors.ts'
import { roles as zhRoles } from './zh/roles.ts'

export type Lang = 'zh' | 'en'
/** The compiler demands a sentence and a next step for each code of the catalogue. */
export type ErrorSentences = Readonly<Record<ErrorCode, { readonly what: string; readonly next: string }>>

/** What happened and what to do, with the error's details filled in. */
export function errorText(error: Pick<XianceError, 'code' | 'details'>, lang: Lang): { what: string; next: string } {
  const { what, next } = (lang === 'zh' ? zh : en)[error.code]
  const { roles } = error.details
  // Roles are a list of codes; a person reads their names.
  const details = typeof roles === 'string' ? { ...error.details, roles: roleNames(roles, lang) } : error.details
  return { what: fill(what, details), next: fill(next, details) }
}

function roleNames(codes: string, lang: Lang): string {
  const names: Readonly<Record<string, string>> = lang === 'zh' ? zhRoles : enRoles
  return codes
    .split(' ')
    .map((code) => names[code] ?? code)
    .join(lang === 'zh' ? '、' : ', ')
}
