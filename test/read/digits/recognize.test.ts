import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Value } from 'typebox/value'
import { DIGIT_CLASSES } from '../../../src/read/digits/classes.ts'
import { normalizeDigit } from '../../../src/read/digits/normalize.ts'
import { INKS, TrainingRecord } from '../../../src/read/digits/record.ts'
import { classifyDigit, recognizeDigits } from '../../../src/read/digits/recognize.ts'
import { damagedCell } from '../../../src/read/digits/training/damage.ts'
import { plainCell } from '../../../src/read/digits/training/measure.ts'
import { loadMnist, mnistInk } from '../../../src/read/digits/training/mnist.ts'
import { drawDigit } from '../../../src/read/digits/training/pen.ts'
import { seeded } from '../../../src/read/digits/training/random.ts'

const weights = new URL('../../../src/read/digits/weights/', import.meta.url)
const test = loadMnist('test')
// Every fifth test digit: golden floors, not a measure (that is in the record).
const some = Array.from({ length: 2000 }, (_, i) => i * 5)

const likeliest = (shares: Float32Array): number => shares.indexOf(Math.max(...shares))

describe('recognizeDigits', () => {
  it('reads plain test digits', () => {
    const read = recognizeDigits(some.map((i) => plainCell(test, i)))
    const wrong = some.filter((i, k) => likeliest(read[k]!) !== test.labels[i]).length
    expect(wrong / some.length).toBeLessThanOrEqual(FLOOR.plain)
  })

  it('reads digits in damaged cells, and is seldom sure where it is wrong', () => {
    const cells = some.map((i) => damagedCell(seeded(77, i), mnistInk(test, i), mnistInk(test, i + 1), 0.5, 'whole'))
    const read = recognizeDigits(cells)
    const wrong = some.flatMap((i, k) => (likeliest(read[k]!) === test.labels[i] ? [] : [Math.max(...read[k]!)]))
    expect(wrong.length / some.length).toBeLessThanOrEqual(FLOOR.damaged)
    expect(wrong.filter((share) => share > 0.99).length / some.length).toBeLessThanOrEqual(FLOOR.sureButWrong)
  })

  it('reads the shapes that MNIST lacks: crossed sevens, flagged ones, slashed zeros, X', () => {
    const drawn = Array.from({ length: 550 }, (_, i) => ({ digit: i % 11, random: seeded(78, i) }))
    const blank = new Float32Array(28 * 28)
    const cells = drawn.map(({ digit, random }) => damagedCell(random, drawDigit(random, digit), blank, 0.5, 'whole'))
    const wrong = recognizeDigits(cells).filter((shares, i) => likeliest(shares) !== drawn[i]!.digit).length
    expect(wrong / drawn.length).toBeLessThanOrEqual(FLOOR.drawn)
  })

  it('reads the dots that black and white leaves of a pencil, better by the nets that learnt from such', () => {
    const few = some.filter((_, k) => k % 4 === 0)
    const digits = few.map((i) =>
      normalizeDigit(damagedCell(seeded(79, i), mnistInk(test, i), mnistInk(test, i + 1), 0.2, 'dotted')),
    )
    const [whole, dotted] = INKS.map(
      (ink) => few.filter((i, k) => likeliest(classifyDigit(digits[k]!, ink)) !== test.labels[i]).length,
    )
    expect(dotted! / few.length).toBeLessThanOrEqual(FLOOR.dotted)
    expect(dotted!).toBeLessThan(0.95 * whole!)
  })

  it('gives probabilities that add up to one, and equal ones where there is no ink', () => {
    const empty = { widthPx: 30, heightPx: 40, data: new Uint8Array(1200).fill(255) }
    const [blank, digit] = recognizeDigits([empty, plainCell(test, 0)])
    for (const shares of [blank!, digit!]) {
      expect(shares).toHaveLength(DIGIT_CLASSES.length)
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5)
    }
    expect(new Set(blank).size).toBe(1)
  })
})

describe('committed weights', () => {
  it.each(INKS)('of %s ink are those that the record speaks of, and small', (ink) => {
    const record: unknown = JSON.parse(readFileSync(new URL(`${ink}.json`, weights), 'utf8'))
    expect(Value.Check(TrainingRecord, record)).toBe(true)
    const bytes = readFileSync(new URL(`${ink}.bin`, weights))
    expect(record).toMatchObject({ ink, sha256: createHash('sha256').update(bytes).digest('hex') })
    expect(bytes.length).toBeLessThanOrEqual(1_200_000)
  })
})

const FLOOR = { plain: 0.008, damaged: 0.025, sureButWrong: 0.004, drawn: 0.012, dotted: 0.23 }
