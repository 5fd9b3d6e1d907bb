import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { growWordTree, type WordTree } from './wordTree.ts'

/**
 * The words of Chinese with how often they are written: the dictionary of jieba (349,045 words, MIT), read from its
 * package once a process, about 0.3 s.
 */
export function loadWords(): WordTree {
  return (loaded ??= growWordTree(entriesOf(readFileSync(dictionaryPath(), 'utf8'))))
}

let loaded: WordTree | undefined

function dictionaryPath(): string {
  return createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt')
}

/** Lines of `word count kind`, sorted. */
function entriesOf(text: string): [string, number][] {
  const entries: [string, number][] = []
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start)
    const stop = end < 0 ? text.length : end
    const space = text.indexOf(' ', start)
    const word = text.slice(start, space)
    if (isHan(word)) entries.push([word, Number.parseInt(text.slice(space + 1, stop), 10)])
    start = stop + 1
  }
  return entries
}

// Words with Latin letters or digits would make a letter out of every stroke beside a character.
function isHan(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code < 0x3400 || code > 0x9fff) return false
  }
  return word.length > 0
}
