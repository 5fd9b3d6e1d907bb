import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { errors, XianceError, type ErrorCode } from '../../src/contract/errors.ts'
import { fieldReasons, fileReasons, pageReasons } from '../../src/contract/reasons.ts'
import { errors as enErrors } from '../../src/locale/en/errors.ts'
import { findings as enFindings, sides as enSides } from '../../src/locale/en/findings.ts'
import { reasons as enReasons } from '../../src/locale/en/reasons.ts'
import { screen as enScreen } from '../../src/locale/en/screen.ts'
import { errorText } from '../../src/locale/errorText.ts'
import { fill, placeholdersOf } from '../../src/locale/fill.ts'
import { pseudo } from '../../src/locale/pseudo.ts'
import { translate } from '../../src/locale/translate.ts'
import { errors as zhErrors } from '../../src/locale/zh/errors.ts'
import { findings as zhFindings, sides as zhSides } from '../../src/locale/zh/findings.ts'
import { reasons as zhReasons } from '../../src/locale/zh/reasons.ts'
import { screen as zhScreen } from '../../src/locale/zh/screen.ts'

const zh = leaves({ errors: zhErrors, reasons: zhReasons, screen: zhScreen, findings: zhFindings, sides: zhSides })
const en = leaves({ errors: enErrors, reasons: enReasons, screen: enScreen, findings: enFindings, sides: enSides })

describe('both languages', () => {
  it('have the same sentences, none empty', () => {
    expect([...en.keys()].toSorted()).toEqual([...zh.keys()].toSorted())
    for (const [key, text] of [...zh, ...en]) expect(text.trim(), key).not.toBe('')
  })

  it('have the same placeholders', () => {
    for (const [key, text] of zh) expect(placeholdersOf(en.get(key)!), key).toEqual(placeholdersOf(text))
  })

  it('are each in their own script', () => {
    // The switch of languages names the other one; formats are the same everywhere.
    const same = new Set(['screen.language', 'screen.product'])
    for (const [key, text] of zh) if (!same.has(key)) expect(text, key).toMatch(/\p{Script=Han}/u)
    for (const [key, text] of en) if (!same.has(key)) expect(text, key).not.toMatch(/\p{Script=Han}/u)
  })

  it('name every error and every reason, with what to do', () => {
    for (const code of Object.keys(errors) as ErrorCode[]) {
      const { what, next } = errorText(new XianceError(code, {}), 'zh')
      expect(what.length * next.length, code).toBeGreaterThan(0)
    }
    for (const code of [...fileReasons, ...pageReasons, ...fieldReasons])
      for (const lang of ['zh', 'en'] as const) expect(translate(lang).reason(code).advice, code).not.toBe('')
  })
})

it('fills in what it is given and never shows a brace', () => {
  expect(fill('{n} of {n}, {m}', { n: 3 })).toBe('3 of 3, …')
  expect(translate('en')('letter.remaining', { n: 2 })).toBe('2 left to look at')
  expect(translate('en').reason('FROM_THE_FUTURE')).toEqual({ what: 'FROM_THE_FUTURE', advice: '' })
})

it('makes a pseudo-language that keeps placeholders', () => {
  const say = translate('zh', {
    screen: pseudo(zhScreen),
    reasons: pseudo(zhReasons),
    findings: pseudo(zhFindings),
    sides: zhSides,
  })
  expect(say('letter.remaining', { n: 2 })).toMatch(/^⟦.*2.*⟧$/)
})

it('leaves no sentence in the screens themselves', () => {
  const web = new URL('../../src/web', import.meta.url).pathname
  for (const path of tsxBelow(web)) {
    const code = readFileSync(path, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const han = code.match(/\p{Script=Han}+/gu)?.filter((text) => text !== '中文') ?? []
    expect(han, path).toEqual([])
    // Text between tags that is a word of its own, not an expression or a key cap.
    const bare = [...code.matchAll(/>\s*([A-Z][a-z]+(?: [a-z]+)*)\s*</g)].map((match) => match[1])
    expect(
      bare.filter((text) => text !== 'Esc'),
      path,
    ).toEqual([])
  }
})

function leaves(node: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
      const at = path === '' ? key : `${path}.${key}`
      return typeof value === 'string' ? [[at, value] as const] : [...leaves(value as object, at)]
    }),
  )
}

function tsxBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : tsxBelow(join(folder, entry.name))
    return entry.name.endsWith('.tsx') ? [join(folder, entry.name)] : []
  })
}
