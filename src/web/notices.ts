import { CallFailed } from './call.ts'
import { lang, words } from './preferences.ts'
import { notice, type Notice } from './state.ts'

const SHOWN_MS = 4000
let timer: ReturnType<typeof setTimeout> | undefined

/** Says it on screen and to screen readers. A problem stays until something else is said. */
export function say(kind: Notice['kind'], text: string): void {
  clearTimeout(timer)
  notice.value = { kind, text }
  if (kind !== 'problem') timer = setTimeout(() => (notice.value = null), SHOWN_MS)
}

/** What went wrong and what to do, in the language of the screen. */
export function failureWords(error: unknown): string {
  if (!(error instanceof CallFailed)) return words.value('errors.unknown')
  if (error.failure === null) return words.value(error.status === 0 ? 'errors.offline' : 'errors.unknown')
  const { what, next } = error.failure
  return `${what[lang.value]}${lang.value === 'zh' ? '' : ' '}${next[lang.value]}`
}
