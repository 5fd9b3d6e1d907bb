import type { Slot, SlotOption } from '../lattice.ts'
import { posteriors } from '../lattice.ts'
import type { WordTree } from './wordTree.ts'

/**
 * What each slot may hold once it must be Chinese: every way to cut the lattice into words counts with the likelihood of its
 * ink and of its words (a word model of order 0, weighed against the ink), and a character is as likely as all ways through it together
 * (forward-backward). Scores of the answer are log shares; options that no way uses keep a place at the end.
 */
export function weighWords(slots: readonly Slot[], words: WordTree): Slot[] {
  const inks = slots.map(({ options }) => logShares(options.slice(0, OPTIONS)))
  const arcs = arcsOf(slots, inks, words)
  const before = forward(arcs, slots.length)
  const after = backward(arcs, slots.length)
  const total = before[slots.length]!
  const mass = slots.map(() => new Map<string, number>())
  for (const [from, here] of arcs.entries()) {
    for (const { texts, score } of here) {
      const share = Math.exp(before[from]! + score + after[from + texts.length]! - total)
      for (const [k, text] of texts.entries()) mass[from + k]!.set(text, (mass[from + k]!.get(text) ?? 0) + share)
    }
  }
  return slots.map(({ cell, options }, i) => ({
    cell,
    options: options
      .map(({ text }, k) => ({ text, score: Math.log(Math.max(mass[i]!.get(text) ?? 0, LEAST / (k + 1))) }))
      .sort((a, b) => b.score - a.score),
  }))
}

// More candidates cost ten times the time and gain half a point on the most cursive hand (decisions/0041).
const OPTIONS = 10
const LEAST = 1e-9

/** A word that may stand from some slot on. */
interface Arc {
  readonly texts: readonly string[]
  readonly score: number
}

function logShares(options: readonly SlotOption[]): SlotOption[] {
  const shares = posteriors(options, INK_TEMPERATURE)
  return options.map(({ text }, k) => ({ text, score: Math.log(Math.max(shares[k]!, LEAST)) }))
}

// Fitted together on the development hands (decisions/0041): the ink is believed as it is, the words a little less.
const INK_TEMPERATURE = 1
const WORD_WEIGHT = 0.8
const LONGEST = 8
// A character that is no word of its own, and in none that fits: once in ten million.
const UNKNOWN = -16

function arcsOf(slots: readonly Slot[], inks: readonly (readonly SlotOption[])[], words: WordTree): Arc[][] {
  return slots.map((_, from) => {
    const found: Arc[] = []
    const walk = (node: number, texts: readonly string[], ink: number): void => {
      const at = from + texts.length
      if (at === slots.length || texts.length === LONGEST) return
      for (const { text, score } of inks[at]!) {
        const next = words.child(node, text)
        const logP = next < 0 ? -Infinity : words.logP(next)
        const longer = [...texts, text]
        if (logP > -Infinity) found.push({ texts: longer, score: ink + score + WORD_WEIGHT * logP })
        else if (texts.length === 0) found.push({ texts: longer, score: score + WORD_WEIGHT * alone(text) })
        if (next >= 0) walk(next, longer, ink + score)
      }
    }
    walk(words.root, [], 0)
    return found
  })
}

// log p of what the dictionary does not count, from its share of running text; digits share among ten.
function alone(text: string): number {
  if (text === '，') return -3.2
  if (text === '。') return -3.8
  if (text === '、') return -5
  if (/\p{P}/u.test(text)) return -8.5
  if (/\d/.test(text)) return -7.5
  return /[A-Za-z]/.test(text) ? -10 : UNKNOWN
}

/** log of the sum over all ways from the start to each boundary. */
function forward(arcs: readonly (readonly Arc[])[], length: number): Float64Array {
  const sums = new Float64Array(length + 1).fill(-Infinity)
  sums[0] = 0
  for (const [from, here] of arcs.entries())
    for (const { texts, score } of here)
      sums[from + texts.length] = logSum(sums[from + texts.length]!, sums[from]! + score)
  return sums
}

function backward(arcs: readonly (readonly Arc[])[], length: number): Float64Array {
  const sums = new Float64Array(length + 1).fill(-Infinity)
  sums[length] = 0
  for (let from = length - 1; from >= 0; from--)
    for (const { texts, score } of arcs[from]!) sums[from] = logSum(sums[from]!, score + sums[from + texts.length]!)
  return sums
}

function logSum(a: number, b: number): number {
  const most = Math.max(a, b)
  return most === -Infinity ? most : most + Math.log(Math.exp(a - most) + Math.exp(b - most))
}
