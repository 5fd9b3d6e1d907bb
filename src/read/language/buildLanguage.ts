import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dictionaryWords, readDictionary } from './dictionary.ts'
import { PRACTICE, practiceToText, WORDS } from './loadLanguage.ts'
import { packWords, wordsToBytes } from './packWords.ts'
import { practise } from './practise.ts'
import { openWords } from './words.ts'

/** `npm run build:language`: writes data/ anew from the dictionary of @node-rs/jieba and from data/practice.txt. */
const entries = readDictionary(readFileSync(createRequire(import.meta.url).resolve('@node-rs/jieba/dict.txt'), 'utf8'))
const packed = packWords(dictionaryWords(entries))
writeFileSync(WORDS, wordsToBytes(packed))
const lines = readFileSync(new URL('data/practice.txt', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
writeFileSync(PRACTICE, practiceToText(practise(lines, openWords(packed))))
