import type { Grammar } from './grammar.ts'
import { KIND_COUNT, KINDS } from './kinds.ts'
import { EMPTY, type Ways } from './ways.ts'

/**
 * Forward-backward over the ways, in logs: a path from the first cell to the last is as likely as its ink times its words to the
 * power `weight`, the words being a chain of kinds (a hidden Markov model whose states last several characters). Sums
 * over all paths, so that shares are honest. Answer: the share of all paths that go through each way, 0..1.
 */
export function weighWays(ways: Ways, length: number, grammar: Grammar, weight: number): Float64Array {
  const links = grammar.links(weight)
  const own = ways.ink.map((ink, way) => ink + weight * ways.logP[way]!)
  const before = forwards(ways, own, length, links)
  const after = backwards(ways, own, length, links, before.arrive)
  const total = after[KINDS.start]!
  return own.map((log, way) => {
    const from = ways.from[way]! * KIND_COUNT
    const to = ways.to[way]! * KIND_COUNT
    const kind = ways.kind[way]!
    if (kind !== EMPTY) return Math.exp(before.leave[from + kind]! + log + after[to + kind]! - total)
    let sum = 0
    for (let k = 0; k < KIND_COUNT; k++) {
      if (before.arrive[from + k]! > -Infinity) sum += Math.exp(before.arrive[from + k]! + log + after[to + k]! - total)
    }
    return sum
  })
}

/** One row a boundary between cells, one column a kind. */
interface Forwards {
  /** All paths up to here whose last word is of this kind. */
  readonly arrive: Float64Array
  /** The same with the step to a next word of this kind. */
  readonly leave: Float64Array
}

function forwards(ways: Ways, own: Float64Array, length: number, links: Float64Array): Forwards {
  const arrive = new Float64Array((length + 1) * KIND_COUNT).fill(-Infinity)
  const leave = new Float64Array((length + 1) * KIND_COUNT).fill(-Infinity)
  arrive[KINDS.start] = 0
  for (let at = 0, way = 0; at < length; at++) {
    const row = at * KIND_COUNT
    followLinks(arrive, leave, row, links)
    for (; way < ways.count && ways.from[way] === at; way++) {
      const to = ways.to[way]! * KIND_COUNT
      const kind = ways.kind[way]!
      if (kind !== EMPTY) arrive[to + kind] = logSum(arrive[to + kind]!, leave[row + kind]! + own[way]!)
      else for (let k = 0; k < KIND_COUNT; k++) arrive[to + k] = logSum(arrive[to + k]!, arrive[row + k]! + own[way]!)
    }
  }
  return { arrive, leave }
}

// leave[next] = Σ arrive[kind] · link(kind, next)
function followLinks(arrive: Float64Array, leave: Float64Array, row: number, links: Float64Array): void {
  const most = largest(arrive, row)
  if (most === -Infinity) return
  const sums = new Float64Array(KIND_COUNT)
  for (let kind = 0; kind < KIND_COUNT; kind++) {
    const share = Math.exp(arrive[row + kind]! - most)
    if (share < NEGLIGIBLE) continue
    const link = kind * KIND_COUNT
    for (let next = 0; next < KIND_COUNT; next++) sums[next]! += share * links[link + next]!
  }
  for (let next = 0; next < KIND_COUNT; next++) leave[row + next] = Math.log(sums[next]!) + most
}

/** All paths from each boundary to the end, when the word before the boundary is of this kind; only for kinds that `reached` it. */
function backwards(
  ways: Ways,
  own: Float64Array,
  length: number,
  links: Float64Array,
  reached: Float64Array,
): Float64Array {
  const arrive = new Float64Array((length + 1) * KIND_COUNT).fill(-Infinity)
  // A field may end anywhere: nothing is said of how the last word goes on.
  arrive.fill(0, length * KIND_COUNT)
  const leave = new Float64Array(KIND_COUNT)
  for (let at = length - 1, end = ways.count; at >= 0; at--) {
    const row = at * KIND_COUNT
    leave.fill(-Infinity)
    let way = end - 1
    for (; way >= 0 && ways.from[way] === at; way--) {
      const kind = ways.kind[way]!
      if (kind !== EMPTY) leave[kind] = logSum(leave[kind]!, own[way]! + arrive[ways.to[way]! * KIND_COUNT + kind]!)
    }
    precedeLinks(leave, arrive, row, links, reached)
    for (let back = way + 1; back < end; back++) {
      if (ways.kind[back] !== EMPTY) continue
      const to = ways.to[back]! * KIND_COUNT
      for (let k = 0; k < KIND_COUNT; k++) arrive[row + k] = logSum(arrive[row + k]!, own[back]! + arrive[to + k]!)
    }
    end = way + 1
  }
  return arrive
}

// arrive[kind] = Σ link(kind, next) · leave[next]
function precedeLinks(
  leave: Float64Array,
  arrive: Float64Array,
  row: number,
  links: Float64Array,
  reached: Float64Array,
): void {
  const most = largest(leave, 0)
  if (most === -Infinity) return
  const shares = leave.map((log) => Math.exp(log - most))
  for (let kind = 0; kind < KIND_COUNT; kind++) {
    if (reached[row + kind] === -Infinity) continue
    let sum = 0
    const link = kind * KIND_COUNT
    for (let next = 0; next < KIND_COUNT; next++) sum += links[link + next]! * shares[next]!
    arrive[row + kind] = Math.log(sum) + most
  }
}

// Of all paths to a boundary, a kind with less than this is not followed: no figure of an answer shows it.
const NEGLIGIBLE = 1e-9

function largest(values: Float64Array, row: number): number {
  let most = -Infinity
  for (let kind = 0; kind < KIND_COUNT; kind++) if (values[row + kind]! > most) most = values[row + kind]!
  return most
}

function logSum(a: number, b: number): number {
  if (b === -Infinity) return a
  if (a === -Infinity) return b
  return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b))
}
