import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { dictionaryWords, readDictionary } from '../../../src/read/language/dictionary.ts'
import {
  loadLanguage,
  PRACTICE,
  practiceFromText,
  practiceToText,
  WORDS,
} from '../../../src/read/language/loadLanguage.ts'
import { logCount, packWords, wordsFromBytes, wordsToBytes } from '../../../src/read/language/packWords.ts'
import { practise } from '../../../src/read/language/practise.ts'
import { openWords, ROOT, type Words } from '../../../src/read/language/words.ts'

const dictionary = readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8')

function nodeOf(words: Words, text: string): number {
  return [...text].reduce((node, character) => (node < 0 ? -1 : words.child(node, character.charCodeAt(0))), ROOT)
}

describe('the committed data', () => {
  const packed = wordsFromBytes(readFileSync(WORDS))

  it('is what the dictionary gives: `npm run build:language`', () => {
    const again = packWords(dictionaryWords(readDictionary(dictionary)))
    for (const column of ['characters', 'firstChild', 'counts', 'kinds'] as const)
      expect(Buffer.compare(bytesOf(packed[column]), bytesOf(again[column])), column).toBe(0)
  })

  it('is what the practice text gives', () => {
    const text = readFileSync(new URL('practice.txt', WORDS), 'utf8')
    const again = practiceToText(practise(text.trimEnd().split('\n'), openWords(packed)))
    expect(again).toBe(readFileSync(PRACTICE, 'utf8'))
    expect(practiceToText(practiceFromText(again))).toBe(again)
  })

  it('shares no sentence with the texts it is measured on', () => {
    const practice = readFileSync(new URL('practice.txt', WORDS), 'utf8')
    for (const half of ['development', 'report']) {
      const text = readFileSync(new URL(`text/${half}.txt`, import.meta.url), 'utf8')
      const clauses = text.split(/[，。？！；：\n]/).filter((clause) => clause.length >= 10)
      expect(clauses.length).toBeGreaterThan(50)
      expect(clauses.filter((clause) => practice.includes(clause))).toEqual([])
    }
  })

  it('loads quickly and stays small', () => {
    const before = process.memoryUsage()
    const start = performance.now()
    const { words } = loadLanguage()
    const after = process.memoryUsage()
    const mb = (after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers) / 1e6
    process.stdout.write(`language loaded in ${(performance.now() - start).toFixed(0)} ms, ${mb.toFixed(0)} MB\n`)
    expect(words.count).toBeGreaterThan(300_000)
    expect(mb).toBeLessThan(60)
  })
})

describe('words', () => {
  const { words } = loadLanguage()

  it('knows words and what only begins one', () => {
    expect(words.logP(nodeOf(words, '身份证'))).toBeGreaterThan(-15)
    expect(words.logP(nodeOf(words, '一塌糊'))).toBe(-Infinity)
    expect(words.isLeaf(nodeOf(words, '一塌糊'))).toBe(false)
    expect(nodeOf(words, '证份身')).toBe(-1)
    expect(words.child(ROOT, -2)).toBe(-1)
  })

  it('a commoner word is likelier', () => {
    expect(words.logP(nodeOf(words, '工作'))).toBeGreaterThan(words.logP(nodeOf(words, '工尺')))
  })
})

describe('packWords', () => {
  const list = [
    { text: '办', count: 1, kind: 3 },
    { text: '办事', count: 70_000, kind: 4 },
    { text: '大厅', count: 12, kind: 5 },
  ]

  it('gives back what went in, counts to 3 %', () => {
    const packed = wordsFromBytes(wordsToBytes(packWords(list)))
    const words = openWords(packed)
    for (const { text, count, kind } of list) {
      const node = nodeOf(words, text)
      expect(words.kind(node)).toBe(kind)
      expect(Math.exp(logCount(packed.counts[node]!)) / count).toBeCloseTo(1, 1)
    }
  })

  it('refuses a word twice, a character beyond the basic plane, a count too large', () => {
    expect(() => packWords([...list, list[0]!])).toThrow(RangeError)
    expect(() => packWords([{ text: '𠮷', count: 1, kind: 1 }])).toThrow(RangeError)
    expect(() => packWords([{ text: '办', count: 1e9, kind: 1 }])).toThrow(RangeError)
  })

  it('refuses damaged bytes', () => {
    const bytes = wordsToBytes(packWords(list))
    expect(() => wordsFromBytes(bytes.subarray(0, 8))).toThrow()
  })
})

function bytesOf(column: Uint8Array | Uint16Array | Uint32Array): Buffer {
  return Buffer.from(column.buffer, column.byteOffset, column.byteLength)
}
