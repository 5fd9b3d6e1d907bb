import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeGreedy, logProbability, topLabels, type CtcMatrix } from '../../../src/read/engines/ctc.ts'

describe('decodeGreedy', () => {
  it('joins repeats, drops blanks and keeps where each peak stood', () => {
    const ctc = matrix([
      [0, 0.9, 0.1],
      [0, 0.6, 0.4],
      [0.9, 0, 0.1],
      [0, 1, 0],
      [0.2, 0.1, 0.7],
    ])
    expect(decodeGreedy(ctc)).toEqual([
      { label: 1, from: 0, to: 1, probability: expect.closeTo(0.9) },
      { label: 1, from: 3, to: 3, probability: 1 },
      { label: 2, from: 4, to: 4, probability: expect.closeTo(0.7) },
    ])
  })

  it('takes the best allowed class where the best of all is not allowed', () => {
    const ctc = matrix([
      [0.1, 0.6, 0.3],
      [0.5, 0.3, 0.2],
    ])
    expect(decodeGreedy(ctc, Uint8Array.from([1, 0, 1])).map(({ label }) => label)).toEqual([2])
  })
})

describe('logProbability', () => {
  it('is the sum over all ways to lay the labels', () => {
    fc.assert(
      fc.property(someCtc, fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 3 }), (ctc, labels) => {
        const wanted = labels.join()
        let sum = 0
        for (const path of paths(ctc.steps, ctc.classes)) if (collapse(path).join() === wanted) sum += weight(ctc, path)
        if (sum === 0) expect(logProbability(ctc, labels)).toBe(-Infinity)
        else expect(Math.exp(logProbability(ctc, labels))).toBeCloseTo(sum, 6)
      }),
    )
  })

  it('looks only at the steps it is asked about', () => {
    const ctc = matrix([
      [0, 1, 0],
      [0.5, 0.5, 0],
      [0, 0, 1],
    ])
    expect(Math.exp(logProbability(ctc, [1], 1, 2))).toBeCloseTo(0.5)
    expect(logProbability(ctc, [1, 1], 0, 2)).toBe(-Infinity)
  })

  it('does not run out of numbers on a long line', () => {
    const steps = Array.from({ length: 2000 }, () => [0.998, 0.001, 0.001])
    expect(logProbability(matrix(steps), [1])).toBeGreaterThan(-20)
  })
})

describe('topLabels', () => {
  it('orders by the highest probability within the steps, blank and forbidden classes left out', () => {
    const ctc = matrix([
      [0.9, 0.02, 0.08],
      [0.5, 0.3, 0.2],
      [0, 0, 1],
    ])
    expect(topLabels(ctc, 0, 2, 5, null)).toEqual([1, 2])
    expect(topLabels(ctc, 0, 2, 5, Uint8Array.from([1, 0, 1]))).toEqual([2])
    expect(topLabels(ctc, 0, 3, 1, null)).toEqual([2])
  })

  it('is the order of the highest probabilities, of however many classes and after whatever was looked at before', () => {
    fc.assert(
      fc.property(manyClasses, fc.nat(3), fc.integer({ min: 1, max: 6 }), fc.boolean(), (ctc, from, count, all) => {
        const allowed = all ? null : Uint8Array.from({ length: ctc.classes }, (_, label) => (label % 3 === 1 ? 1 : 0))
        const most = (label: number): number => {
          const column = Array.from({ length: ctc.steps }, (_, step) => ctc.probabilities[step * ctc.classes + label]!)
          return Math.max(0, ...column.slice(from))
        }
        const likely = Array.from({ length: ctc.classes - 1 }, (_, i) => i + 1)
          .filter((label) => most(label) > 1e-6 && (allowed === null || allowed[label] === 1))
          .sort((a, b) => most(b) - most(a))
        if (likely.length > 0) expect(topLabels(ctc, from, ctc.steps, count, allowed)).toEqual(likely.slice(0, count))
      }),
    )
  })
})

const manyClasses = fc.integer({ min: 2, max: 30 }).chain((classes) =>
  fc
    .array(fc.array(fc.double({ min: -9, max: 0, noNaN: true }), { minLength: classes, maxLength: classes }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((rows) => matrix(rows.map((row) => row.map((power) => 10 ** power)))),
)

function matrix(rows: readonly (readonly number[])[]): CtcMatrix {
  return { steps: rows.length, classes: rows[0]!.length, probabilities: Float32Array.from(rows.flat()), pxPerStep: 8 }
}

const someCtc = fc
  .array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 5 })
  .map((rows) => matrix(rows.map((row) => row.map((value) => (value + 0.1) / (row[0] + row[1] + row[2] + 0.3)))))

function* paths(steps: number, classes: number): Generator<number[]> {
  for (let code = 0; code < classes ** steps; code++)
    yield Array.from({ length: steps }, (_, step) => Math.floor(code / classes ** step) % classes)
}

function collapse(path: readonly number[]): number[] {
  return path.filter((label, i) => label !== 0 && label !== path[i - 1])
}

function weight(ctc: CtcMatrix, path: readonly number[]): number {
  return path.reduce((product, label, step) => product * ctc.probabilities[step * ctc.classes + label]!, 1)
}
