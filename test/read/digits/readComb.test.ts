import { describe, expect, it } from 'vitest'
import type { GrayImage } from '../../../src/contract/image.ts'
import { readComb } from '../../../src/read/digits/readComb.ts'
import { loadMnist, mnistInk } from '../../../src/read/digits/training/mnist.ts'

const test = loadMnist('test')
const scale = { pxPerMm: 8, marginPx: 8, withX: false }
// 6.6 × 8 mm cells with a margin of 1 mm.
const [widthPx, heightPx] = [69, 80]

/** Digits of the test set, two pixels for one, in the middle of a cell; '_' for none. `ink` is the pen's grey. */
function comb(text: string, ink: number): GrayImage[] {
  return Array.from(text, (character, k) => {
    const data = new Uint8Array(widthPx * heightPx).fill(255)
    if (character !== '_') {
      const digit = mnistInk(test, nthOf(Number(character), k))
      for (let y = 0; y < 56; y++) {
        for (let x = 0; x < 56; x++) {
          data[(y + 12) * widthPx + x + 6] = 255 - (255 - ink) * digit[(y >> 1) * 28 + (x >> 1)]!
        }
      }
    }
    return { widthPx, heightPx, data }
  })
}

function nthOf(digit: number, n: number): number {
  return [...test.labels.keys()].filter((i) => test.labels[i] === digit)[n]!
}

const likeliest = (cells: ReturnType<typeof readComb>): string =>
  cells.map(({ candidates }) => (candidates[0]!.value === '' ? '_' : candidates[0]!.value)).join('')

describe('readComb', () => {
  it('reads digits and empty cells, dark or faint', () => {
    for (const ink of [0, 120, 190])
      expect(likeliest(readComb(comb('138_0421579__', ink), scale))).toBe('138_0421579__')
  })

  it('gives each cell a column of probabilities', () => {
    for (const { candidates } of readComb(comb('73_', 0), scale)) {
      expect(candidates.reduce((sum, { confidence }) => sum + confidence, 0)).toBeCloseTo(1, 5)
      expect(
        candidates
          .map(({ value }) => value)
          .toSorted()
          .join(''),
      ).toBe('0123456789')
      expect(candidates).toHaveLength(11)
    }
    expect(readComb(comb('7', 0), { ...scale, withX: true })[0]!.candidates).toHaveLength(12)
  })

  it('leaves ink in the margin to the neighbour', () => {
    const cells = comb('__', 0)
    for (let y = 20; y < 60; y++) cells[0]!.data.fill(0, y * widthPx + 62, (y + 1) * widthPx)
    expect(likeliest(readComb(cells, scale))).toBe('__')
  })

  it('takes specks and a faint trace beside a dark pen for nothing', () => {
    const cells = comb('1386_', 0)
    for (const at of [2000, 2001, 2070, 3500]) cells[4]!.data[at] = 30
    expect(likeliest(readComb(cells, scale))).toBe('1386_')
  })

  it('puts the dots of a pencil in black and white together again', () => {
    const cells = comb('80', 0).map(({ data, ...size }) => ({
      ...size,
      data: data.map((value, i) => (value < 128 && (i * 2654435761) % 97 < 45 ? 0 : 255)),
    }))
    expect(likeliest(readComb(cells, scale))).toBe('80')
  })
})
