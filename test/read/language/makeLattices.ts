import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { GrayImage } from '../../../src/contract/image.ts'
import { drawCharacter } from '../../../src/paper/pen/character.ts'
import { newSheet, press } from '../../../src/paper/pen/stamp.ts'
import { inventWriter, type Writer } from '../../../src/paper/pen/writer.ts'
import { randomOf, type Random } from '../../../src/paper/random.ts'
import { charsetOf } from '../../../src/read/charset.ts'
import { openEngines } from '../../../src/read/engines/openEngines.ts'
import { glyphOf } from '../../../src/read/glyph.ts'
import { lookAsLine } from '../../../src/read/lookAsLine.ts'
import { inkLevel, stretch } from '../../../src/read/picture/stretch.ts'
import { typeset } from '../../../src/read/typeset.ts'
import { fromScores } from './lattices.ts'

/** `npx tsx test/read/language/makeLattices.ts development|report`: see lattices/README.md. Some minutes. */
const pool = process.argv[2] === 'report' ? 'report' : 'development'
const texts = readFileSync(new URL(`text/${pool}.txt`, import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
const PX_PER_MM = 8
const CELL_PX = 75
const MARGIN_PX = 8
const COPIES = 3
const CARELESS = [1.3, 1.7, 2.1]
// How far ink runs into the next pixel, and how light paper is.
const SOFT = 0.35
const PAPER = 245

const engines = await openEngines()
const charset = charsetOf('text', engines.lines.alphabet)
const lines: string[] = []
for (let copy = 0; copy < COPIES; copy++)
  for (const [number, text] of texts.entries()) {
    const random = randomOf(71, `${pool}/${copy}/${number}`)
    const writer = handOf(await inventWriter(pool, copy === 2 ? 'rough' : 'normal', random), copy, number)
    const cells = await readText(Array.from(text), writer, random)
    lines.push(JSON.stringify({ hand: writer.hand, truth: text, cells }))
    process.stdout.write(`${pool} ${copy + 1}/${COPIES} ${number + 1}/${texts.length} ${writer.hand}\n`)
  }
await engines.close()
writeFileSync(new URL(`lattices/${pool}.jsonl.gz`, import.meta.url), gzipSync(lines.join('\n'), { level: 9 }))

// The development hands made as hard to read as the report's; of the cursive one a few texts are enough.
function handOf(writer: Writer, copy: number, number: number): Writer {
  if (pool === 'report') return writer
  const careless = CARELESS[(copy + number) % CARELESS.length]! * (writer.hand === 'ma-shan-zheng' ? 2.3 : 1)
  const byPen = copy > 0 && writer.hand === 'liu-jian-mao-cao' ? { hand: 'strokes', chinese: null } : {}
  const stroke = { ...writer.stroke, joining: 0.6, rounding: 0.6, wobbleEm: 0.035 }
  return { ...writer, ...byPen, sloppiness: careless, stroke }
}

async function readText(characters: string[], writer: Writer, random: Random): Promise<[string, ...number[]][]> {
  const crops = characters.map((character, i) => drawCell(character, writer, random.fork(String(i))))
  const level = inkLevel(crops, 2 * PX_PER_MM ** 2)
  const glyphs = crops
    .map((crop, cell) => glyphOf(cell, stretch(crop, level), MARGIN_PX, PX_PER_MM))
    .filter((glyph) => glyph !== null)
  const pictures = typeset(glyphs, CELL_PX, engines.lines.heightPx)
  const looks = await lookAsLine(pictures, charset, engines.lines)
  const cells = characters.map((): [string, ...number[]] => [''])
  for (const [i, { cell }] of glyphs.entries()) cells[cell] = fromScores(looks[i]!.slice(0, 20))
  return cells
}

/** One cell as a scanner sees it: soft edges, paper with a little noise. */
function drawCell(character: string, writer: Writer, random: Random): GrayImage {
  const size = CELL_PX + 2 * MARGIN_PX
  const room = { xPx: size / 2, yPx: size / 2, widthPx: CELL_PX, heightPx: CELL_PX, pxPerMm: PX_PER_MM }
  const stamp = drawCharacter(character, room, writer, random)
  if (stamp === null) throw new RangeError(`no hand can write ${character}`)
  const sheet = newSheet(size, size)
  press(stamp, sheet, writer.ink, random.between(0.9, 1), random.between(0, 6))
  const data = new Uint8Array(size * size).fill(PAPER)
  for (let y = 1; y < size - 1; y++)
    for (let x = 1; x < size - 1; x++) {
      let ink = 0
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++)
          ink += sheet.data[(y + dy) * size + x + dx]! * SOFT ** (Math.abs(dx) + Math.abs(dy))
      const share = ink / 255 / (1 + 2 * SOFT) ** 2
      data[y * size + x] = Math.min(255, PAPER - share * (PAPER - writer.ink.level) + (random.next() - 0.5) * 16)
    }
  return { widthPx: size, heightPx: size, data }
}
