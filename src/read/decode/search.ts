import type { Grammar } from './grammar.ts'
import { shareOf, type Column } from './lattice.ts'

export interface Path {
  readonly cells: readonly string[]
  /** Probability of these characters in these cells, times the grammar's weight. */
  readonly share: number
}

export interface Found {
  /** The likeliest valid values, best first; ways to the same value are added up and shown by the best of them. */
  readonly paths: readonly Path[]
  /** The same for all valid values together. */
  readonly mass: number
}

/**
 * Best-first search through what the grammar allows. A pass from the end gives every state the best way to finish, so
 * that the search forwards never goes astray: it touches little more than the answers themselves. Values of a share below `least` may be left
 * out, of the mass as well: where the ink says nothing, they are nearly all there are.
 */
export function searchValid(columns: readonly Column[], grammar: Grammar, wanted: number, least = 0): Found {
  const layers = reach(columns, grammar, least)
  const start = layers[0]!.get(grammar.start)
  if (start === undefined || start.best === 0) return { paths: [], mass: 0 }
  return { paths: bestPaths(layers, start, grammar, wanted), mass: start.mass }
}

interface Node {
  readonly arcs: { readonly character: string; readonly weight: number; readonly to: Node }[]
  /** Share of the likeliest way from the start to here. */
  before: number
  /** Share of the likeliest way from here to a valid end, and of all ways together. */
  best: number
  mass: number
}

// Ways less likely than this, compared with the best so far, are not followed: they cannot change an answer's second digit.
const PRUNE = 1e-9

function reach(columns: readonly Column[], grammar: Grammar, leastOfAll: number): Map<string, Node>[] {
  const layers: Map<string, Node>[] = [new Map([[grammar.start, { arcs: [], before: 1, best: 0, mass: 0 }]])]
  const { mostWeight = Infinity } = grammar
  const mostOfRest = boundRest(columns, mostWeight)
  columns.forEach((column, cell) => {
    const next = new Map<string, Node>()
    // The likeliest go first: what the others lead to is then mostly known not to matter.
    const states = [...layers[cell]!].sort(([, a], [, b]) => b.before - a.before)
    let least = leastOfAll / mostOfRest[cell + 1]!
    for (const [state, node] of states) {
      if (node.before < PRUNE * states[0]![1].before) break
      for (const character of choicesIn(state, column, grammar)) {
        const share = shareOf(column, character)
        if (node.before * share * mostWeight < least) continue
        const step = grammar.step(state, character, cell)
        if (step === null) continue
        const weight = share * step.weight
        const before = node.before * weight
        if (before < least || weight === 0) continue
        if (before * PRUNE > least) least = before * PRUNE
        let to = next.get(step.state)
        if (to === undefined) next.set(step.state, (to = { arcs: [], before, best: 0, mass: 0 }))
        else if (before > to.before) to.before = before
        node.arcs.push({ character, weight, to })
      }
    }
    layers.push(next)
  })
  for (const [state, node] of layers.at(-1)!) node.best = node.mass = grammar.end(state)
  for (const layer of layers.slice(0, -1).reverse()) {
    for (const node of layer.values()) {
      for (const { weight, to } of node.arcs) {
        node.best = Math.max(node.best, weight * to.best)
        node.mass += weight * to.mass
      }
    }
  }
  return layers
}

// What the cells from each one on can multiply a share by at most.
function boundRest(columns: readonly Column[], mostWeight: number): number[] {
  const rest = columns.map(() => 1).concat(1)
  for (let cell = columns.length - 1; cell >= 0; cell--) {
    const { shares, floor } = columns[cell]!
    rest[cell] = rest[cell + 1]! * mostWeight * (Math.max(0, ...shares.values()) + floor)
  }
  return rest
}

function choicesIn(state: string, column: Column, grammar: Grammar): Iterable<string> {
  if (grammar.choices === undefined) return grammar.alphabet
  return grammar.choices(state) ?? column.shares.keys()
}

interface Partial {
  readonly node: Node
  readonly cells: readonly string[]
  readonly share: number
  readonly promise: number
}

function bestPaths(layers: readonly Map<string, Node>[], start: Node, grammar: Grammar, wanted: number): Path[] {
  const length = layers.length - 1
  const open: Partial[] = [{ node: start, cells: [], share: 1, promise: start.best }]
  const found = new Map<string, { cells: readonly string[]; share: number }>()
  // Several ways may lead to one value, so more ends than values are looked at.
  for (let ends = 0; open.length > 0 && ends < 4 * wanted && found.size < wanted;) {
    const { node, cells, share } = open.splice(mostPromising(open), 1)[0]!
    if (cells.length === length) {
      ends++
      const value = grammar.value(cells)
      const known = found.get(value)
      const total = share * node.best
      if (known === undefined) found.set(value, { cells, share: total })
      else known.share += total
      continue
    }
    for (const arc of node.arcs) {
      const promise = share * arc.weight * arc.to.best
      if (promise > 0) open.push({ node: arc.to, cells: [...cells, arc.character], share: share * arc.weight, promise })
    }
  }
  return [...found.values()].sort((a, b) => b.share - a.share)
}

// Among equals the longest, or the search would finish all of them at once where the ink says nothing.
function mostPromising(open: readonly Partial[]): number {
  let best = 0
  for (let i = 1; i < open.length; i++) {
    const a = open[i]!
    const b = open[best]!
    const level = a.promise >= b.promise * (1 - ROUNDING) && a.cells.length > b.cells.length
    if (level || a.promise > b.promise * (1 + ROUNDING)) best = i
  }
  return best
}

const ROUNDING = 1e-9
