/** Darkness 0..255 of a piece of the scan and of the blank at the same place, same size. */
export interface TwoViews {
  readonly widthPx: number
  readonly heightPx: number
  readonly scan: Uint8Array
  readonly print: Uint8Array
}

/**
 * How far the scan's print lies from the blank's, in pixels, within ± `reachPx`: what is left after the page fit. Only
 * places where print and paper meet are compared, and the scan's darkness is cut at the print's, so that pen strokes weigh no
 * more than rules. {0, 0} where there is too little print to tell.
 */
export function formShift(views: TwoViews, reachPx: number): { x: number; y: number } {
  const { widthPx: w, heightPx: h, scan, print } = views
  const spots = contrastSpots(print, w, h, reachPx)
  if (spots.at.length < 60) return NONE
  const span = 2 * reachPx + 1
  const scores = new Float64Array(span * span)
  for (let oy = -reachPx; oy <= reachPx; oy++)
    for (let ox = -reachPx; ox <= reachPx; ox++) {
      const offset = oy * w + ox
      let sum = 0
      for (let k = 0; k < spots.at.length; k++) {
        const value = scan[spots.at[k]! + offset]!
        sum += spots.weight[k]! * (value < spots.most ? value : spots.most)
      }
      scores[(oy + reachPx) * span + ox + reachPx] = sum
    }
  let best = 0
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[best]!) best = i
  const x = best % span
  const y = (best - x) / span
  // A peak on the rim, or one much lower than the print itself would give, is not the form.
  if (x === 0 || y === 0 || x === span - 1 || y === span - 1 || scores[best]! < 0.3 * spots.self) return NONE
  return {
    x: x - reachPx + vertex(scores[best - 1]!, scores[best]!, scores[best + 1]!),
    y: y - reachPx + vertex(scores[best - span]!, scores[best]!, scores[best + span]!),
  }
}

const NONE = { x: 0, y: 0 }
const MOST_SPOTS = 4000

// Pixels where the print differs from its mean over 7 × 7 pixels, with that difference as weight.
function contrastSpots(
  print: Uint8Array,
  w: number,
  h: number,
  reachPx: number,
): { at: Int32Array; weight: Float32Array; self: number; most: number } {
  const radius = 3
  const margin = Math.max(reachPx, radius)
  const at: number[] = []
  const weight: number[] = []
  const columns = new Int32Array(w)
  let most = 0
  for (let y = margin; y < h - margin; y++) {
    columns.fill(0)
    for (let dy = -radius; dy <= radius; dy++) for (let x = 0; x < w; x++) columns[x]! += print[(y + dy) * w + x]!
    let sum = 0
    for (let x = margin - radius; x < margin + radius; x++) sum += columns[x]!
    for (let x = margin; x < w - margin; x++) {
      sum += columns[x + radius]!
      const i = y * w + x
      const difference = print[i]! - sum / 49
      if (difference > 10 || difference < -10) {
        at.push(i)
        weight.push(difference)
        if (print[i]! > most) most = print[i]!
      }
      sum -= columns[x - radius]!
    }
  }
  const step = Math.max(1, Math.ceil(at.length / MOST_SPOTS))
  const kept = Math.floor(at.length / step)
  const result = { at: new Int32Array(kept), weight: new Float32Array(kept), self: 0, most: most * 1.1 }
  let mean = 0
  for (let k = 0; k < kept; k++) mean += weight[k * step]! / kept
  for (let k = 0; k < kept; k++) {
    result.at[k] = at[k * step]!
    // Zero sum: evenly dark ink over everything moves no score.
    result.weight[k] = weight[k * step]! - mean
    result.self += result.weight[k]! * print[result.at[k]!]!
  }
  return result
}

function vertex(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after
  if (bend >= -1e-9) return 0
  return Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend)))
}
