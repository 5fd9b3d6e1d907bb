import { topLabels, type CtcMatrix, type LabelMask } from './engines/ctc.ts'

/** Where the ink of one character stands in a line, in steps of the matrix, fractions included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/**
 * For each span the shares of the labels that stand there, given that the line holds exactly one character for each span, in this
 * order, each peak near its ink: forward-backward over all such readings (Graves et al., ICML 2006, with any label
 * instead of a given one). `label → share`, at most `count` labels, adding up to 1. Without this, the peak of a neighbour that
 * reaches into the window of a comma is taken for the comma.
 */
export function alignLine(
  ctc: CtcMatrix,
  spans: readonly Span[],
  count: number,
  allowed: LabelMask | null,
): Map<number, number>[] {
  const peaks = spans.map((span) => peakOf(ctc, span, count, allowed))
  for (const [i, peak] of peaks.entries()) {
    const before = peaks[i - 1]?.labels ?? []
    peak.same = peak.labels.map((label) => before.indexOf(label))
  }
  const shares = backward(ctc, peaks, count, forward(ctc, peaks, count))
  return peaks.map(({ labels }, i) => {
    const own = shares.subarray(i * count, i * count + labels.length)
    const total = sum(own, 0, own.length)
    return new Map(labels.map((label, k) => [label, total > 0 ? own[k]! / total : 1 / labels.length]))
  })
}

/** What character i may be and where its peak may stand. */
interface Peak {
  readonly labels: readonly number[]
  /** Steps at which it may stand, `to` exclusive, and how willingly it begins at each. */
  readonly from: number
  readonly to: number
  readonly near: Float64Array
  /** For each label its place among those of the character before, or -1. */
  same: readonly number[]
}

// Peaks stand over their ink, half a step's width outside when the model is late or early.
const SIGMA_STEPS = 0.7
const REACH_STEPS = 3

function peakOf(ctc: CtcMatrix, span: Span, count: number, allowed: LabelMask | null): Peak {
  const from = Math.max(0, Math.floor(span.from) - REACH_STEPS)
  const to = Math.min(ctc.steps, Math.ceil(span.to) + REACH_STEPS)
  const near = Float64Array.from({ length: to - from }, (_, k) => {
    const middle = from + k + 0.5
    const away = Math.max(0, span.from - middle, middle - span.to)
    return Math.exp(-0.5 * (away / SIGMA_STEPS) ** 2)
  })
  const first = Math.max(0, Math.floor(span.from - 1))
  const last = Math.max(first + 1, Math.min(ctc.steps, Math.ceil(span.to + 1)))
  return { labels: topLabels(ctc, first, last, count, allowed), from, to, near, same: [] }
}

/**
 * One step's numbers in a row of their own: first `gaps`, one more than there are characters (on a blank after i of
 * them), then for each character `count` places for its labels. Flat, because a line has tens of thousands.
 */
interface Layers {
  readonly all: Float64Array
  readonly size: number
}

/** Share of each state before each step and after the last, by what was seen so far. */
function forward(ctc: CtcMatrix, peaks: readonly Peak[], count: number): Layers {
  const labelsAt = peaks.length + 1
  const size = labelsAt + peaks.length * count
  const all = new Float64Array((ctc.steps + 1) * size)
  all[0] = 1
  for (let step = 0; step < ctc.steps; step++) {
    const last = all.subarray(step * size, (step + 1) * size)
    const layer = all.subarray((step + 1) * size, (step + 2) * size)
    const blank = chance(ctc, step, BLANK)
    for (let i = 0; i <= peaks.length; i++) {
      const arriving = arrivals(last, i, labelsAt, count)
      layer[i] = arriving * blank
      const peak = peaks[i]
      if (peak === undefined || step < peak.from || step >= peak.to) continue
      const near = peak.near[step - peak.from]!
      const own = labelsAt + i * count
      for (let k = 0; k < peak.labels.length; k++) {
        const entering = Math.max(0, arriving - barred(last, peak.same[k]!, own - count)) * near
        layer[own + k] = (last[own + k]! + entering) * chance(ctc, step, peak.labels[k]!)
      }
    }
    scale(layer)
  }
  return { all, size }
}

/** Share of each label to be character i, by all that was seen: `shares[i * count + k]`. */
function backward(ctc: CtcMatrix, peaks: readonly Peak[], count: number, before: Layers): Float64Array {
  const { all, size } = before
  const labelsAt = peaks.length + 1
  const shares = new Float64Array(peaks.length * count)
  const begins = new Float64Array(peaks.length * count)
  let after = new Float64Array(size)
  let layer = new Float64Array(size)
  after[peaks.length] = 1
  after.fill(1, size - count)
  for (let step = ctc.steps - 1; step >= 0; step--) {
    const earlier = all.subarray(step * size, (step + 1) * size)
    const blank = chance(ctc, step, BLANK)
    for (let i = 0; i < peaks.length; i++) begin(ctc, step, peaks[i]!, after, labelsAt + i * count, begins, i * count)
    for (let i = 0; i <= peaks.length; i++) {
      const onwards = after[i]! * blank + (i < peaks.length ? sum(begins, i * count, (i + 1) * count) : 0)
      layer[i] = onwards
      if (i > 0) layer.fill(onwards, labelsAt + (i - 1) * count, labelsAt + i * count)
    }
    for (let i = 0; i < peaks.length; i++) {
      const peak = peaks[i]!
      if (step < peak.from || step >= peak.to) continue
      const own = labelsAt + i * count
      for (let k = 0; k < peak.labels.length; k++) {
        layer[own + k]! += chance(ctc, step, peak.labels[k]!) * after[own + k]!
        const same = peak.same[k]!
        if (same >= 0) layer[own - count + same]! -= begins[i * count + k]!
      }
    }
    // The layers are scaled each on its own: what all states together come to sets one step's shares beside another's.
    const together = dot(earlier, layer)
    for (let i = 0; i < peaks.length; i++) {
      const peak = peaks[i]!
      if (step < peak.from || step >= peak.to || together === 0) continue
      const arriving = arrivals(earlier, i, labelsAt, count)
      const own = labelsAt + i * count
      for (let k = 0; k < peak.labels.length; k++) {
        const entering = Math.max(0, arriving - barred(earlier, peak.same[k]!, own - count))
        shares[i * count + k]! += (entering * begins[i * count + k]!) / together
      }
    }
    scale(layer)
    ;[after, layer] = [layer, after]
  }
  return shares
}

// For each label what is to come if it begins at this step; nothing where it cannot.
function begin(
  ctc: CtcMatrix,
  step: number,
  peak: Peak,
  after: Float64Array,
  own: number,
  into: Float64Array,
  at: number,
): void {
  const near = step < peak.from || step >= peak.to ? 0 : peak.near[step - peak.from]!
  for (let k = 0; k < peak.labels.length; k++)
    into[at + k] = near === 0 ? 0 : near * chance(ctc, step, peak.labels[k]!) * after[own + k]!
}

/** From where character i can begin: the gap before it, or any label of the character before. */
function arrivals(layer: Float64Array, i: number, labelsAt: number, count: number): number {
  return layer[i]! + (i === 0 ? 0 : sum(layer, labelsAt + (i - 1) * count, labelsAt + i * count))
}

/** Part of `arrivals` from where it cannot: a label does not follow itself without a blank between. */
function barred(layer: Float64Array, same: number, before: number): number {
  return same < 0 ? 0 : layer[before + same]!
}

const BLANK = 0

// Nothing is impossible, or one bad step would empty the line.
function chance(ctc: CtcMatrix, step: number, label: number): number {
  return ctc.probabilities[step * ctc.classes + label]! + 1e-9
}

function scale(layer: Float64Array): void {
  const total = sum(layer, 0, layer.length)
  if (total === 0) return
  for (let s = 0; s < layer.length; s++) layer[s]! /= total
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0
  for (let s = 0; s < a.length; s++) total += a[s]! * b[s]!
  return total
}

function sum(list: Float64Array, from: number, to: number): number {
  let total = 0
  for (let k = from; k < to; k++) total += list[k]!
  return total
}
