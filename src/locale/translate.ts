import type { Finding } from '../contract/finding.ts'
import type { Lang } from './errorText.ts'
import { findings as enFindings, sides as enSides } from './en/findings.ts'
import { reasons as enReasons } from './en/reasons.ts'
import { screen as enScreen } from './en/screen.ts'
import type { FindingSentences, SideWords } from './findingText.ts'
import { fill, type Fillings } from './fill.ts'
import type { Reason, ReasonSentences } from './reasonText.ts'
import { findings as zhFindings, sides as zhSides } from './zh/findings.ts'
import { reasons as zhReasons } from './zh/reasons.ts'
import { screen as zhScreen, type ScreenWords } from './zh/screen.ts'

/** `'letters.columns.id'`: the way to one sentence. */
export type ScreenKey = Leaves<ScreenWords>
type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T & string]

export interface Translator {
  (key: ScreenKey, values?: Fillings): string
  /** Sentence and advice of a reason code; the code itself when it is newer than this screen. */
  reason(code: string): { what: string; advice: string }
  /** What is wrong with a scan, with the number that was measured. */
  finding(finding: Pick<Finding, 'code' | 'measured' | 'unit' | 'sides'>): { what: string; advice: string }
}

/** The words of the screens in one language. `words` is given by tests that put in a language of their own. */
export function translate(lang: Lang, words?: Words): Translator {
  const { screen, reasons, findings, sides } = words ?? (lang === 'zh' ? zh : en)
  const say = (key: ScreenKey, values: Fillings = {}): string => {
    let node: unknown = screen
    for (const part of key.split('.')) node = (node as Record<string, unknown>)[part]
    return fill(node as string, values)
  }
  return Object.assign(say, {
    reason: (code: string) => reasons[code as Reason] ?? { what: code, advice: '' },
    finding: ({ code, measured, unit, sides: at }: Parameters<Translator['finding']>[0]) => {
      const { what, advice } = findings[code] ?? { what: code, advice: '' }
      const where = at.map((side) => sides[side]).join(lang === 'zh' ? '' : ' ')
      return { what: fill(what, { measured, unit, sides: where }), advice }
    },
  })
}

interface Words {
  readonly screen: ScreenWords
  readonly reasons: ReasonSentences
  readonly findings: FindingSentences
  readonly sides: SideWords
}

const zh: Words = { screen: zhScreen, reasons: zhReasons, findings: zhFindings, sides: zhSides }
const en: Words = { screen: enScreen, reasons: enReasons, findings: enFindings, sides: enSides }
