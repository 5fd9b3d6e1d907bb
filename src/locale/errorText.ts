import type { ErrorCode, XianceError } from '../contract/errors.ts'
import { errors as en } from './en/errors.ts'
import { fill } from './fill.ts'
import { errors as zh } from './zh/errors.ts'

export type Lang = 'zh' | 'en'
/** The compiler demands a sentence and a next step for each code of the catalogue. */
export type ErrorSentences = Readonly<Record<ErrorCode, { readonly what: string; readonly next: string }>>

/** What happened and what to do, with the error's details filled in. */
export function errorText(error: Pick<XianceError, 'code' | 'details'>, lang: Lang): { what: string; next: string } {
  const { what, next } = (lang === 'zh' ? zh : en)[error.code]
  return { what: fill(what, error.details), next: fill(next, error.details) }
}
