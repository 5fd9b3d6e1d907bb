import { kindOfWord } from './kinds.ts'
import type { Word } from './packWords.ts'

/** An entry of jieba's dictionary; `letters` say its part of speech (the tags of ICTCLAS: n, v, nr …). */
export interface Entry {
  readonly text: string
  readonly count: number
  readonly letters: string
}

/** Lines of `word count letters`. */
export function readDictionary(text: string): Entry[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [word, count, letters] = line.split(' ')
      return { text: word!, count: Number(count), letters: letters! }
    })
}

/** What the word model takes of it: words of Chinese characters only. With letters or digits among them, every stroke could be a letter. */
export function dictionaryWords(entries: readonly Entry[]): Word[] {
  return entries
    .filter(({ text }) => text.length <= LONGEST && /^[\u4e00-\u9fff]+$/.test(text))
    .map(({ text, count, letters }) => ({ text, count, kind: kindOfWord(text, letters) }))
}

// What is longer are names of institutions that cut into words.
const LONGEST = 8
