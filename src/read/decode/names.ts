import { readFileSync } from 'node:fs'
import { HAN_DOUBT } from './closedList.ts'
import type { Decoded } from './decode.ts'
import { joinCells, type Grammar, type Step } from './grammar.ts'
import { toColumns, type Lattice } from './lattice.ts'
import { weighReadings } from './weigh.ts'

/**
 * Names of persons: a surname and one or two characters, each as likely as it is among Chinese names; anything else in
 * Chinese or Latin letters is allowed but rare (names of other peoples, with a middle dot). A name is never rejected: nobody
 * can say that somebody is not called so.
 */
export function decodeName(lattice: Lattice): Decoded {
  const decoded = weighReadings(lattice, nameGrammar())
  // The search knows the characters that the reader lists; the true one may be another.
  const listed = toColumns(lattice, nameGrammar()).reduce(
    (product, { shares }) => product * [...shares.values()].reduce((sum, share) => sum + share, 0),
    1,
  )
  const candidates = decoded.candidates.map(({ value, confidence }) => ({ value, confidence: confidence * listed }))
  return { ...decoded, confidence: decoded.confidence * listed, candidates }
}

// By number of bearers, the commonest first (Ministry of Public Security, Report on Surnames 2020, and the order of the
// Hundred Family Surnames for the rest).
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆' +
  '范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛段郝顾龚邵覃武钱戴严莫孔向常汤万赖洪兰文施牛樊葛邢安齐伍庞' +
  '申欧庄柯倪俞章鲁聂焦翟殷耿翁颜梅管辛左关涂祁时包柳裴阳霍甘路祝甄尤宁盛童单屈柏吉舒纪项岳麦康季冉成游温欧凌闵符滕' +
  '景詹席苗车宫瞿卜沙苟骆谷党阮饶窦解费卞古巩柴应喻计房冼苑芦靳鲍隋滑明仇胥岑晏娄仲丛花蓝蒙桂靖习佘邬尚祖连查艾封冷池班郎位米占辜练褚幸臧储荣蔚'
const DOUBLE_SURNAMES = '欧阳 上官 司马 诸葛 司徒 皇甫 东方 夏侯 尉迟 公孙 慕容 令狐 端木 南宫'.split(' ')
// What the second half of a double surname weighs after the first: 欧阳 is commoner than 欧 with any one given character.
const DOUBLE = 30
// Share of anything that is no Chinese name at all.
const OTHER = 0.004
// One name in five has one given character.
const SHORT = 0.2
// How far the name model is trusted against the ink: names differ more than any list of them.
const TRUST = 0.6

let grammar: Grammar | undefined

function nameGrammar(): Grammar {
  if (grammar !== undefined) return grammar
  const given = parseGivenNames(readFileSync(new URL('data/given-names.txt', import.meta.url), 'utf8'))
  const surnames = shares(Array.from(SURNAMES, (character, rank) => [character, 1 / (rank + 4)]))
  const [middle, last] = [shares(given.middle), shares(given.last)]
  grammar = {
    alphabet: [...new Set([...surnames.keys(), ...middle.keys(), ...last.keys()]), ''],
    start: 'S',
    step: (state, character) => (character === '' ? { state, weight: 1 } : follow(state, character)),
    choices: () => null,
    end: (state) => ENDS[state[0]!] ?? 0,
    validShare: 1,
    doubt: HAN_DOUBT,
    fold: (character) => (/^[•・．.]$/.test(character) ? '·' : character.normalize('NFKC')),
    value: joinCells,
  }
  return grammar

  // S start, D first half of a double surname, G one given character to come at least, L one seen, E two seen, O other.
  function follow(state: string, character: string): Step {
    const kind = state[0]!
    if (kind === 'O') return { state: 'O', weight: 1 }
    if (kind === 'S') {
      if (surnames.has(character)) return { state: `G${character}`, weight: trusted(surnames, character) }
      const isDouble = DOUBLE_SURNAMES.some((name) => name.startsWith(character))
      return isDouble ? { state: `D${character}`, weight: 1 } : { state: 'O', weight: OTHER }
    }
    if (kind === 'D') {
      return DOUBLE_SURNAMES.includes(state[1]! + character)
        ? { state: 'G', weight: DOUBLE }
        : { state: 'O', weight: OTHER }
    }
    if (kind === 'G') {
      // The surname may itself be the first half of a double one.
      if (DOUBLE_SURNAMES.includes((state[1] ?? '') + character)) return { state: 'G', weight: DOUBLE }
      return { state: 'L', weight: trusted(middle, character) }
    }
    if (kind === 'L') return { state: 'E', weight: trusted(last, character) }
    return { state: 'O', weight: OTHER }
  }
}

const ENDS: Readonly<Record<string, number>> = { L: SHORT, E: 1 - SHORT, O: 1 }

// A share of 1 in the number of characters is what a character without knowledge has: weight 1.
function trusted(model: ReadonlyMap<string, number>, character: string): number {
  return ((model.get(character) ?? 0.3 / model.size) * model.size) ** TRUST
}

function shares(weights: readonly (readonly [string, number])[]): Map<string, number> {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0)
  return new Map(weights.map(([character, weight]) => [character, weight / total]))
}

interface GivenNames {
  readonly middle: readonly (readonly [string, number])[]
  readonly last: readonly (readonly [string, number])[]
}

/** Counts of given characters over the names of jieba's dictionary: a line for the first of two, a line for the last. */
export function formatGivenNames(dictionary: string): string {
  const middle = new Map<string, number>()
  const last = new Map<string, number>()
  const count = (into: Map<string, number>, character: string) => into.set(character, (into.get(character) ?? 0) + 1)
  for (const line of dictionary.split('\n')) {
    const [word, , kind] = line.split(' ')
    if (kind === undefined || !kind.startsWith('nr') || word!.length !== 3 || !SURNAMES.includes(word![0]!)) continue
    count(middle, word![1]!)
    count(last, word![2]!)
  }
  return [middle, last].map((counts) => `${lineOf(counts)}\n`).join('')
}

// Characters by falling count: `12军3峰` says that 军 has 12 and 峰 3.
function lineOf(counts: ReadonlyMap<string, number>): string {
  return [...counts]
    .filter(([, times]) => times > 1)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([character, times]) => `${times}${character}`)
    .join('')
}

function parseGivenNames(text: string): GivenNames {
  const [middle, last] = text
    .trim()
    .split('\n')
    .map((line) =>
      [...line.matchAll(/(\d+)(\D)/gu)].map(([, times, character]) => [character!, Number(times)] as const),
    )
  return { middle: middle!, last: last! }
}
