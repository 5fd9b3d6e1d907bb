import type { CorrectionGrid } from '../geometry/transform.ts'
import type { PatchMatch } from './matchPatch.ts'

/** A place of the page known to be shifted so far: a fiducial against the fit of them all. */
export interface Anchor {
  readonly xMm: number
  readonly yMm: number
  readonly dxMm: number
  readonly dyMm: number
}

export interface Corrected {
  readonly grid: CorrectionGrid & { readonly dxMm: number[]; readonly dyMm: number[] }
  /** Of each match: whether it lies within a fifth of a millimetre of the field. */
  readonly agreeing: readonly boolean[]
}

const COLUMNS = 8
const ROWS = 11

/**
 * A smooth field of small shifts through the matches: least squares with a price on bending and a small one on any shift, solved
 * four times while matches that disagree with their surroundings lose their say (Geman–McClure weights). null when
 * there are too few matches to know anything.
 */
export function correctionGrid(
  matches: readonly PatchMatch[],
  anchors: readonly Anchor[],
  widthMm: number,
  heightMm: number,
): Corrected | null {
  if (matches.length < 8) return null
  const places = [...matches, ...anchors]
  const spots = places.map(({ xMm, yMm }) => spotOf(xMm / widthMm, yMm / heightMm))
  const base = bending()
  // A disc is measured ten times as finely as a patch, and holds the field where nothing else is printed.
  const wx = [...matches.map(({ score, sharpX }) => weightOf(score, sharpX)), ...anchors.map(() => 2)]
  const wy = [...matches.map(({ score, sharpY }) => weightOf(score, sharpY)), ...anchors.map(() => 2)]
  const dxs = places.map(({ dxMm }) => dxMm)
  const dys = places.map(({ dyMm }) => dyMm)
  let trust: number[] = places.map(() => 1)
  let dxMm: Float64Array = new Float64Array(COLUMNS * ROWS)
  let dyMm: Float64Array = new Float64Array(COLUMNS * ROWS)
  for (const reachMm of [0.8, 0.4, 0.25, 0.2]) {
    dxMm = solve(
      base,
      spots,
      dxs,
      wx.map((w, k) => w * trust[k]!),
    )
    dyMm = solve(
      base,
      spots,
      dys,
      wy.map((w, k) => w * trust[k]!),
    )
    trust = spots.map((spot, k) => {
      const ex = (at(dxMm, spot) - dxs[k]!) * Math.min(1, wx[k]! * 2)
      const ey = (at(dyMm, spot) - dys[k]!) * Math.min(1, wy[k]! * 2)
      return 1 / (1 + (ex * ex + ey * ey) / (reachMm * reachMm)) ** 2
    })
  }
  const agreeing = trust.slice(0, matches.length).map((value) => value > 0.25)
  const grid = { columns: COLUMNS, rows: ROWS, widthMm, heightMm, dxMm: rounded(dxMm), dyMm: rounded(dyMm) }
  return { grid, agreeing }
}

// A score of 0.3 says little, 0.7 is as good as it gets; a peak that falls by 0.03 a quarter millimetre away is flat.
function weightOf(score: number, sharp: number): number {
  const good = Math.min(1, Math.max(0, (score - 0.2) / 0.4))
  return good * Math.min(1, sharp / 0.06)
}

interface Spot {
  readonly first: number
  readonly weights: readonly [number, number, number, number]
}

// The four nodes round a place and their bilinear weights.
function spotOf(x: number, y: number): Spot {
  const gx = Math.min(Math.max(x, 0), 1) * (COLUMNS - 1)
  const gy = Math.min(Math.max(y, 0), 1) * (ROWS - 1)
  const column = Math.min(Math.floor(gx), COLUMNS - 2)
  const row = Math.min(Math.floor(gy), ROWS - 2)
  const fx = gx - column
  const fy = gy - row
  return { first: row * COLUMNS + column, weights: [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy] }
}

function nodesOf(first: number): [number, number, number, number] {
  return [first, first + 1, first + COLUMNS, first + COLUMNS + 1]
}

function at(values: Float64Array, { first, weights }: Spot): number {
  const nodes = nodesOf(first)
  return nodes.reduce((sum, node, k) => sum + values[node]! * weights[k]!, 0)
}

const N = COLUMNS * ROWS
const BEND = 0.12
const SHIFT = 0.01

// Second differences along rows and columns, and the mixed one, cost their square.
function bending(): Float64Array {
  const m = new Float64Array(N * N)
  const price = (terms: readonly (readonly [number, number])[], weight: number): void => {
    for (const [i, p] of terms) for (const [j, q] of terms) m[i * N + j]! += weight * p * q
  }
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      const i = row * COLUMNS + column
      price([[i, 1]], SHIFT)
      if (column > 0 && column < COLUMNS - 1)
        price(
          [
            [i - 1, 1],
            [i, -2],
            [i + 1, 1],
          ],
          BEND,
        )
      if (row > 0 && row < ROWS - 1)
        price(
          [
            [i - COLUMNS, 1],
            [i, -2],
            [i + COLUMNS, 1],
          ],
          BEND,
        )
      if (column < COLUMNS - 1 && row < ROWS - 1)
        price(
          [
            [i, 1],
            [i + 1, -1],
            [i + COLUMNS, -1],
            [i + COLUMNS + 1, 1],
          ],
          BEND,
        )
    }
  return m
}

// Normal equations by Cholesky; the price on shifts keeps them positive definite.
function solve(
  base: Float64Array,
  spots: readonly Spot[],
  values: readonly number[],
  weights: readonly number[],
): Float64Array {
  const m = new Float64Array(base)
  const right = new Float64Array(N)
  spots.forEach(({ first, weights: share }, k) => {
    const nodes = nodesOf(first)
    for (let i = 0; i < 4; i++) {
      right[nodes[i]!]! += weights[k]! * share[i]! * values[k]!
      for (let j = 0; j < 4; j++) m[nodes[i]! * N + nodes[j]!]! += weights[k]! * share[i]! * share[j]!
    }
  })
  for (let i = 0; i < N; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = m[i * N + j]!
      for (let k = 0; k < j; k++) sum -= m[i * N + k]! * m[j * N + k]!
      m[i * N + j] = i === j ? Math.sqrt(sum) : sum / m[j * N + j]!
    }
  }
  for (let i = 0; i < N; i++) {
    for (let k = 0; k < i; k++) right[i]! -= m[i * N + k]! * right[k]!
    right[i]! /= m[i * N + i]!
  }
  for (let i = N - 1; i >= 0; i--) {
    for (let k = i + 1; k < N; k++) right[i]! -= m[k * N + i]! * right[k]!
    right[i]! /= m[i * N + i]!
  }
  return right
}

// A micrometre is finer than any scan; it keeps the stored fit short.
function rounded(values: Float64Array): number[] {
  return Array.from(values, (value) => Math.round(value * 1000) / 1000 + 0)
}
