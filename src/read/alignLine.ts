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
  const shares = backward(ctc, peaks, forward(ctc, peaks))
  return peaks.map(({ labels }, i) => {
    const own = shares[i]!
    const total = sum(own)
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

/** One step's numbers: `gaps[i]` on a blank after i characters, `peaks[i][k]` on label k of character i. */
interface Layer {
  readonly gaps: Float64Array
  readonly peaks: readonly Float64Array[]
}

function emptyLayer(peaks: readonly Peak[]): Layer {
  return { gaps: new Float64Array(peaks.length + 1), peaks: peaks.map(({ labels }) => new Float64Array(labels.length)) }
}

/** Share of each state before each step and after the last, by what was seen so far. */
function forward(ctc: CtcMatrix, peaks: readonly Peak[]): Layer[] {
  const start = emptyLayer(peaks)
  start.gaps[0] = 1
  const layers = [start]
  for (let step = 0; step < ctc.steps; step++) {
    const last = layers.at(-1)!
    const layer = emptyLayer(peaks)
    for (let i = 0; i <= peaks.length; i++) {
      const arriving = arrivals(last, i)
      layer.gaps[i] = arriving * chance(ctc, step, BLANK)
      const peak = peaks[i]
      if (peak === undefined || step < peak.from || step >= peak.to) continue
      const near = peak.near[step - peak.from]!
      const own = layer.peaks[i]!
      for (let k = 0; k < own.length; k++) {
        const entering = Math.max(0, arriving - barred(last, peak, i, k)) * near
        own[k] = (last.peaks[i]![k]! + entering) * chance(ctc, step, peak.labels[k]!)
      }
    }
    scale(layer)
    layers.push(layer)
  }
  return layers
}

/** Share of each label to be character i, by all that was seen. `before` has one layer more than there are steps. */
function backward(ctc: CtcMatrix, peaks: readonly Peak[], before: readonly Layer[]): Float64Array[] {
  const shares = peaks.map(({ labels }) => new Float64Array(labels.length))
  let after = emptyLayer(peaks)
  after.gaps[peaks.length] = 1
  after.peaks.at(-1)?.fill(1)
  for (let step = ctc.steps - 1; step >= 0; step--) {
    const earlier = before[step]!
    const layer = emptyLayer(peaks)
    const begins = peaks.map((peak, i) => beginning(ctc, step, peak, after.peaks[i]!))
    for (let i = 0; i <= peaks.length; i++) {
      const onwards = after.gaps[i]! * chance(ctc, step, BLANK) + sum(begins[i] ?? NONE)
      layer.gaps[i] = onwards
      if (i > 0) layer.peaks[i - 1]!.fill(onwards)
    }
    for (const [i, peak] of peaks.entries()) {
      if (step < peak.from || step >= peak.to) continue
      const own = layer.peaks[i]!
      for (let k = 0; k < own.length; k++) {
        own[k]! += chance(ctc, step, peak.labels[k]!) * after.peaks[i]![k]!
        const same = peak.same[k]!
        if (same >= 0) layer.peaks[i - 1]![same]! -= begins[i]![k]!
      }
    }
    // The layers are scaled each on its own: what all states together come to sets one step's shares beside another's.
    const all = dot(earlier, layer)
    for (const [i, begin] of begins.entries()) {
      if (begin.length === 0 || all === 0) continue
      const arriving = arrivals(earlier, i)
      for (let k = 0; k < begin.length; k++)
        shares[i]![k]! += (Math.max(0, arriving - barred(earlier, peaks[i]!, i, k)) * begin[k]!) / all
    }
    scale(layer)
    after = layer
  }
  return shares
}

// For each label what is to come if it begins at this step; empty where it cannot.
function beginning(ctc: CtcMatrix, step: number, peak: Peak, after: Float64Array): Float64Array {
  if (step < peak.from || step >= peak.to) return NONE
  const near = peak.near[step - peak.from]!
  const values = new Float64Array(after.length)
  for (let k = 0; k < after.length; k++) values[k] = near * chance(ctc, step, peak.labels[k]!) * after[k]!
  return values
}

/** From where character i can begin: the gap before it, or any label of the character before. */
function arrivals(layer: Layer, i: number): number {
  return layer.gaps[i]! + (i === 0 ? 0 : sum(layer.peaks[i - 1]!))
}

/** Part of `arrivals` from where it cannot: a label does not follow itself without a blank between. */
function barred(layer: Layer, { same }: Peak, i: number, k: number): number {
  return same[k]! < 0 ? 0 : layer.peaks[i - 1]![same[k]!]!
}

const BLANK = 0
const NONE = new Float64Array(0)

// Nothing is impossible, or one bad step would empty the line.
function chance(ctc: CtcMatrix, step: number, label: number): number {
  return ctc.probabilities[step * ctc.classes + label]! + 1e-9
}

function scale({ gaps, peaks }: Layer): void {
  let total = sum(gaps)
  for (const own of peaks) total += sum(own)
  if (total === 0) return
  for (let i = 0; i < gaps.length; i++) gaps[i]! /= total
  for (const own of peaks) for (let k = 0; k < own.length; k++) own[k]! /= total
}

function dot(a: Layer, b: Layer): number {
  let total = 0
  for (let i = 0; i < a.gaps.length; i++) total += a.gaps[i]! * b.gaps[i]!
  for (let i = 0; i < a.peaks.length; i++) {
    const own = a.peaks[i]!
    for (let k = 0; k < own.length; k++) total += own[k]! * b.peaks[i]![k]!
  }
  return total
}

function sum(list: Float64Array): number {
  let total = 0
  for (let k = 0; k < list.length; k++) total += list[k]!
  return total
}
