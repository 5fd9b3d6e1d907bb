import { readFileSync } from 'node:fs'
import { makeGrammar, type Grammar } from './grammar.ts'
import { packWords, wordsFromBytes, type Word } from './packWords.ts'
import type { Practice } from './practise.ts'
import type { Source } from './ways.ts'
import { openWords, type Words } from './words.ts'

/** What is known of written Chinese: two lists of words, a large and a close one, and what follows what. */
export interface Language {
  /** The dictionary. */
  readonly words: Words
  readonly sources: readonly Source[]
  readonly grammar: Grammar
}

/** Loaded once a process, in about 0.1 s and 10 MB, from data/ (`npm run build:language`). */
export function loadLanguage(): Language {
  return (loaded ??= makeLanguage(
    openWords(wordsFromBytes(readFileSync(WORDS))),
    practiceFromText(readFileSync(PRACTICE, 'utf8')),
  ))
}

let loaded: Language | undefined

export const WORDS = new URL('data/words.bin', import.meta.url)
export const PRACTICE = new URL('data/practice-counts.txt', import.meta.url)

export function makeLanguage(words: Words, practice: Practice): Language {
  return {
    words,
    sources: [
      { words, logShare: Math.log(1 - PRACTICE_SHARE) },
      { words: openWords(packWords(practice.words)), logShare: Math.log(PRACTICE_SHARE) },
    ],
    grammar: makeGrammar(practice.pairs, words.kindShares),
  }
}

// Of 0.1, 0.2, 0.3, 0.4 and 0.5 the best on the development texts; flat around it (decisions/0080).
const PRACTICE_SHARE = 0.35

/** Lines of `pair count`, an empty line, lines of `word kind count`; pairs and kinds by their numbers. */
export function practiceToText({ pairs, words }: Practice): string {
  const pairLines = [...pairs].sort(([a], [b]) => a - b).map(([pair, count]) => `${pair} ${count}\n`)
  const wordLines = words.toSorted((a, b) => (a.text < b.text ? -1 : 1)).map((w) => `${w.text} ${w.kind} ${w.count}\n`)
  return `${pairLines.join('')}\n${wordLines.join('')}`
}

export function practiceFromText(text: string): Practice {
  const [pairs = '', words = ''] = text.trimEnd().split('\n\n')
  return {
    pairs: new Map(pairs.split('\n').map((line) => line.split(' ').map(Number) as [number, number])),
    words: words.split('\n').map((line): Word => {
      const [word, kind, count] = line.split(' ')
      return { text: word!, kind: Number(kind), count: Number(count) }
    }),
  }
}
