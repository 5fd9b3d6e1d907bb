import { KINDS, kindOfCharacter } from './kinds.ts'
import { openWays } from './openWays.ts'
import { ROOT, type Words } from './words.ts'

/** What one cell may hold, likeliest first: characters ('' for none) and the logs of their shares. */
export interface Cell {
  readonly texts: readonly string[]
  readonly logs: readonly number[]
}

/** A list of words and the log of its share: a text is taken to mix words from all lists. */
export interface Source {
  readonly words: Words
  readonly logShare: number
}

/**
 * Every word that may stand in a lattice, one a row, ordered by `from`. It covers the cells from `from` to `to`,
 * exclusive; its characters are read off backwards: `last` is a step, a step has a cell, a choice and a step before it.
 */
export interface Ways {
  readonly count: number
  readonly from: Int32Array
  readonly to: Int32Array
  /** EMPTY for a cell that holds nothing. */
  readonly kind: Uint8Array
  /** log of the share of its ink, and log p of the word among those of its kind. */
  readonly ink: Float64Array
  readonly logP: Float64Array
  readonly last: Int32Array
  readonly stepBefore: Int32Array
  readonly stepCell: Int32Array
  readonly stepChoice: Uint8Array
}

/** The kind of what is not there: the kind of the word before it goes on. */
export const EMPTY = 255

/** Finds them in all sources; a character that is no word of the first source is one of its own. */
export function findWays(cells: readonly Cell[], sources: readonly Source[]): Ways {
  const codes = cells.map(({ texts }) => Int32Array.from(texts, codeOf))
  const { add, step, all } = openWays()
  let start = 0

  // From a place in a source's tree on through the cell `at`. Ink far worse than the best of its cells is not followed.
  function walk(source: Source, node: number, before: number, sum: number, behind: number, at: number): void {
    const { texts, logs } = cells[at]!
    const best = logs[0]!
    for (let choice = 0; choice < texts.length; choice++) {
      const late = behind + best - logs[choice]!
      if (late > INK_BEAM) continue
      const code = codes[at]![choice]!
      if (code === NOTHING) {
        // A cell left free within a word does not end it.
        if (before >= 0 && mayGoOn(at + 1))
          walk(source, node, step(before, at, choice), sum + logs[choice]!, late, at + 1)
        continue
      }
      const next = source.words.child(node, code)
      if (next < 0) continue
      const itsLast = step(before, at, choice)
      const itsInk = sum + logs[choice]!
      const itsLogP = source.words.logP(next)
      if (itsLogP > -Infinity) add(start, at + 1, source.words.kind(next), itsInk, itsLogP + source.logShare, itsLast)
      if (mayGoOn(at + 1) && !source.words.isLeaf(next)) walk(source, next, itsLast, itsInk, late, at + 1)
    }
  }

  const mayGoOn = (at: number): boolean => at < cells.length && at - start < LONGEST

  for (; start < cells.length; start++) {
    const { texts, logs } = cells[start]!
    for (const [choice, text] of texts.entries()) {
      const own = codes[start]![choice]!
      if (own === NOTHING) add(start, start + 1, EMPTY, logs[choice]!, 0, step(-1, start, choice))
      else if (!isWord(sources[0]!.words, own))
        add(start, start + 1, kindOfCharacter(text), logs[choice]!, logAlone(text), step(-1, start, choice))
    }
    for (const source of sources) walk(source, ROOT, -1, 0, 0, start)
  }
  return all()
}

// Longer entries are names of institutions that cut into words.
const LONGEST = 8
// Seven nats a character are one in a thousand: no word of two makes up for more than this (decisions/0080).
const INK_BEAM = 18

const NOTHING = -1

// A character beyond the basic plane is in no word: -2 leads nowhere.
function codeOf(text: string): number {
  return text === '' ? NOTHING : text.length === 1 ? text.charCodeAt(0) : -2
}

function isWord(words: Words, code: number): boolean {
  const node = words.child(ROOT, code)
  return node >= 0 && words.logP(node) > -Infinity
}

// log p among its kind of what the dictionary does not hold: digits and letters are each as likely as another.
function logAlone(text: string): number {
  const kind = kindOfCharacter(text)
  if (kind === KINDS.digit) return -Math.log(10)
  if (kind === KINDS.latin) return -Math.log(40)
  if (kind === KINDS.unknown) return -Math.log(4000)
  return Math.log(MARKS.get(text) ?? 0.01)
}

// Shares among the marks of the same kind, counted in practice.txt.
const MARKS = new Map(
  Object.entries({ '，': 0.8, '、': 0.2, '。': 0.9, '？': 0.05, '；': 0.04, '！': 0.01, '：': 0.3 }),
)
