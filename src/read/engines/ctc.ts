/**
 * What a CTC line model says of an image: for every step along it, how likely each class is. Row by row,
 * `probabilities.length === steps * classes`; class 0 is the blank, class i is `alphabet[i]`.
 */
export interface CtcMatrix {
  readonly steps: number
  readonly classes: number
  readonly probabilities: Float32Array
  /** Width of the image one step stands for. */
  readonly pxPerStep: number
}

export interface CtcCharacter {
  readonly label: number
  /** First and last step of its peak. */
  readonly from: number
  readonly to: number
  /** Highest probability on its peak. */
  readonly probability: number
}

/** Best class of each step, repeats joined, blanks dropped. */
export function decodeGreedy(ctc: CtcMatrix, allowed: LabelMask | null = null): CtcCharacter[] {
  const found: CtcCharacter[] = []
  let last = BLANK
  for (let step = 0; step < ctc.steps; step++) {
    const label = bestLabel(ctc, step, allowed)
    const probability = ctc.probabilities[step * ctc.classes + label]!
    if (label === last && label !== BLANK) {
      const open = found.pop()!
      found.push({ ...open, to: step, probability: Math.max(open.probability, probability) })
    } else if (label !== BLANK) found.push({ label, from: step, to: step, probability })
    last = label
  }
  return found
}

/** 1 for every class that may appear; null means all. The blank always may. */
export type LabelMask = Uint8Array

/**
 * log p(labels | steps `from` to `to`, exclusive): all ways to lay the labels over the steps (Graves et al., ICML 2006,
 * forward variables). Minus infinity when they do not fit.
 */
export function logProbability(ctc: CtcMatrix, labels: readonly number[], from = 0, to = ctc.steps): number {
  const states = labels.length * 2 + 1
  let alpha = new Float64Array(states)
  let next = new Float64Array(states)
  // Before the first step all of the chance stands on the leading blank, from where the first label can be entered too.
  alpha[0] = 1
  let logScale = 0
  for (let step = from; step < to; step++) {
    const row = step * ctc.classes
    let sum = 0
    for (let s = 0; s < states; s++) {
      const label = s % 2 === 0 ? BLANK : labels[(s - 1) / 2]!
      let value = alpha[s]!
      if (s > 0) value += alpha[s - 1]!
      if (s > 2 && s % 2 === 1 && label !== labels[(s - 3) / 2]) value += alpha[s - 2]!
      value *= ctc.probabilities[row + label]!
      next[s] = value
      sum += value
    }
    if (sum === 0) return -Infinity
    for (let s = 0; s < states; s++) next[s]! /= sum
    logScale += Math.log(sum)
    ;[alpha, next] = [next, alpha]
  }
  const end = alpha[states - 1]! + (states > 1 ? alpha[states - 2]! : 0)
  return end === 0 ? -Infinity : Math.log(end) + logScale
}

/**
 * The most likely classes of a stretch by their highest probability there, best first, the blank left out. Classes below
 * one in a million are none, unless nothing else is allowed.
 */
export function topLabels(
  ctc: CtcMatrix,
  from: number,
  to: number,
  count: number,
  allowed: LabelMask | null,
): number[] {
  if (mostOf.length < ctc.classes) mostOf = new Float32Array(ctc.classes)
  const most = mostOf
  let found = labelsAbove(1e-6, ctc, from, to, allowed)
  if (found.length === 0) found = labelsAbove(0, ctc, from, to, allowed)
  // Few are likely: what is not need not be put in order.
  const likely = found.filter((label) => most[label]! > 1e-3)
  const best = (likely.length >= count ? likely : found).sort((a, b) => most[b]! - most[a]! || a - b)
  for (const label of found) most[label] = 0
  return best.slice(0, count)
}

/** By class, for one stretch at a time, zero in between: thousands of numbers for every character of a page are not made anew. */
let mostOf = new Float32Array(0)

// Of thousands of classes only a few dozen are likelier than nothing anywhere: the others are passed over at one glance.
function labelsAbove(
  least: number,
  { classes, probabilities }: CtcMatrix,
  from: number,
  to: number,
  allowed: LabelMask | null,
): number[] {
  const most = mostOf
  const found: number[] = []
  for (let step = from; step < to; step++) {
    const row = step * classes
    for (let label = 1; label < classes; label++) {
      const p = probabilities[row + label]!
      if (p <= least || p <= most[label]! || (allowed !== null && allowed[label] !== 1)) continue
      if (most[label] === 0) found.push(label)
      most[label] = p
    }
  }
  return found
}

const BLANK = 0

function bestLabel(ctc: CtcMatrix, step: number, allowed: LabelMask | null): number {
  const row = step * ctc.classes
  let best = BLANK
  let most = ctc.probabilities[row]!
  for (let label = 1; label < ctc.classes; label++) {
    const p = ctc.probabilities[row + label]!
    if (p > most && (allowed === null || allowed[label] === 1)) {
      most = p
      best = label
    }
  }
  return best
}
