import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignLine, type Span } from '../../src/read/alignLine.ts'
import type { CtcMatrix } from '../../src/read/engines/ctc.ts'

describe('alignLine', () => {
  it('adds up all readings with one character a span, each peak near its ink', () => {
    fc.assert(
      fc.property(someCtc, (ctc) => {
        const spans = [
          { from: 0.5, to: 2 },
          { from: 2.5, to: ctc.steps - 0.5 },
        ]
        const expected = byBruteForce(ctc, spans)
        for (const [i, shares] of alignLine(ctc, spans, 10, null).entries())
          for (const [label, share] of shares) expect(share).toBeCloseTo(expected[i]!.get(label) ?? 0, 6)
      }),
      { numRuns: 40 },
    )
  })

  it('does not take the peak of a neighbour for a comma', () => {
    // A wide character (1) whose peak comes late, over the narrow ink of a comma (2) beside it.
    const ctc = matrix([
      [0.9, 0.1, 0],
      [0.8, 0.2, 0],
      [0.02, 0.97, 0.01],
      [0.6, 0.1, 0.3],
      [0.9, 0, 0.1],
    ])
    const [first, second] = alignLine(
      ctc,
      [
        { from: 0, to: 2.4 },
        { from: 2.6, to: 3.6 },
      ],
      3,
      null,
    )
    expect(first!.get(1)).toBeGreaterThan(0.9)
    expect(second!.get(2)).toBeGreaterThan(0.8)
  })

  it('gives shares that add up to one, of allowed labels only, on lines of any length', () => {
    const ctc = fc
      .array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 60 })
      .map(normalised)
    const spans = fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(ctc, spans, (matrixOfAny, starts) => {
        const sorted = starts.toSorted((a, b) => a - b).map((from) => ({ from, to: from + 2 }))
        for (const shares of alignLine(matrixOfAny, sorted, 3, Uint8Array.from([1, 1, 0, 1]))) {
          const total = [...shares.values()].reduce((sum, share) => sum + share, 0)
          if (shares.size > 0) expect(total).toBeCloseTo(1, 6)
          expect(shares.has(2)).toBe(false)
        }
      }),
    )
  })
})

const someCtc = fc
  .array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99)), { minLength: 5, maxLength: 6 })
  .map(normalised)

function normalised(rows: readonly (readonly number[])[]): CtcMatrix {
  return matrix(
    rows.map((row) => {
      const total = row.reduce((sum, value) => sum + value + 1, 0)
      return row.map((value) => (value + 1) / total)
    }),
  )
}

function matrix(rows: readonly (readonly number[])[]): CtcMatrix {
  return { steps: rows.length, classes: rows[0]!.length, probabilities: Float32Array.from(rows.flat()), pxPerStep: 8 }
}

/** Every path of labels over the steps, kept when it has one character a span. */
function byBruteForce(ctc: CtcMatrix, spans: readonly Span[]): Map<number, number>[] {
  const sums = spans.map(() => new Map<number, number>())
  let all = 0
  for (let code = 0; code < ctc.classes ** ctc.steps; code++) {
    const path = Array.from({ length: ctc.steps }, (_, step) => Math.floor(code / ctc.classes ** step) % ctc.classes)
    const begins = path.flatMap((label, step) => (label !== 0 && label !== path[step - 1] ? [step] : []))
    if (begins.length !== spans.length) continue
    const ink = path.reduce(
      (product, label, step) => product * (ctc.probabilities[step * ctc.classes + label]! + 1e-9),
      1,
    )
    const weight = begins.reduce((product, step, i) => product * willing(spans[i]!, step, ctc.steps), ink)
    all += weight
    for (const [i, step] of begins.entries()) sums[i]!.set(path[step]!, (sums[i]!.get(path[step]!) ?? 0) + weight)
  }
  return sums.map((sum) => new Map([...sum].map(([label, weight]) => [label, weight / all])))
}

function willing({ from, to }: Span, step: number, steps: number): number {
  if (step < Math.max(0, Math.floor(from) - 3) || step >= Math.min(steps, Math.ceil(to) + 3)) return 0
  const away = Math.max(0, from - step - 0.5, step + 0.5 - to)
  return Math.exp(-0.5 * (away / 0.7) ** 2)
}
