import type { Lang } from './errorText.ts'
import { reasons as enReasons } from './en/reasons.ts'
import { screen as enScreen } from './en/screen.ts'
import { fill, type Fillings } from './fill.ts'
import type { Reason, ReasonSentences } from './reasonText.ts'
import { reasons as zhReasons } from './zh/reasons.ts'
import { screen as zhScreen, type ScreenWords } from './zh/screen.ts'

/** `'letters.columns.id'`: the way to one sentence. */
export type ScreenKey = Leaves<ScreenWords>
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]

export interface Translator {
  (key: ScreenKey, values?: Fillings): string
  /** Sentence and advice of a reason code; the code itself when it is newer than this screen. */
  reason(code: string): { what: string; advice: string }
}

/** The words of the screens in one language. `words` is given by tests that put in a language of their own. */
export function translate(lang: Lang, words?: { screen: ScreenWords; reasons: ReasonSentences }): Translator {
  const { screen, reasons } = words ?? (lang === 'zh' ? zh : en)
  const say = (key: ScreenKey, values: Fillings = {}): string => {
    let node: unknown = screen
    for (const part of key.split('.')) node = (node as Record<string, unknown>)[part]
    return fill(node as string, values)
  }
  return Object.assign(say, { reason: (code: string) => reasons[code as Reason] ?? { what: code, advice: '' } })
}

const zh = { screen: zhScreen, reasons: zhReasons }
const en = { screen: enScreen, reasons: enReasons }
