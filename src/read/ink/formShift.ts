/** Places of the blank where print and paper meet, and how much each says. */
export interface ContrastSpots {
  /** Pixels, and their darkness less the mean round them; the weights sum to nothing. */
  readonly at: Int32Array
  readonly weight: Float32Array
  /** What the print itself would score in its own place. */
  readonly self: number
  /** Darkness to cut the scan at. */
  readonly most: number
}

/**
 * How far the scan's print lies from the blank's, in pixels, within ± `reachPx`: what is left after the page fit. Only
 * places where print and paper meet are compared, and the scan's darkness is cut at the print's, so that pen strokes weigh no
 * more than rules. {0, 0} where there is too little print to tell. `scan` is darkness 0..255, `w` pixels wide, of the same place
 * as the print that the spots (found with the same reach) were taken from.
 */
export function formShift(
  scan: Uint8Array,
  w: number,
  spots: ContrastSpots,
  reachPx: number,
): { x: number; y: number } {
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
const MOST_SPOTS = 2500

/** Pixels of the print (darkness 0..255) that differ from their mean over 7 × 7, an even share of them where there are many. */
export function contrastSpots(print: Uint8Array, w: number, h: number, reachPx: number): ContrastSpots {
  const margin = Math.max(reachPx, RADIUS)
  const all = differences(print, w, h, margin)
  const step = Math.max(1, Math.ceil(all.count / MOST_SPOTS))
  const kept = Math.floor(all.count / step)
  const at = new Int32Array(kept)
  const weight = new Float32Array(kept)
  let mean = 0
  for (let k = 0; k < kept; k++) mean += all.weight[k * step]! / kept
  let self = 0
  let most = 0
  for (let k = 0; k < kept; k++) {
    const i = all.at[k * step]!
    at[k] = i
    // Zero sum: evenly dark ink over everything moves no score.
    weight[k] = all.weight[k * step]! - mean
    self += weight[k]! * print[i]!
    if (print[i]! > most) most = print[i]!
  }
  return { at, weight, self, most: most * 1.1 }
}

const RADIUS = 3

function differences(
  print: Uint8Array,
  w: number,
  h: number,
  margin: number,
): { at: Int32Array; weight: Float32Array; count: number } {
  const at = new Int32Array(print.length)
  const weight = new Float32Array(print.length)
  const columns = new Int32Array(w)
  let count = 0
  for (let y = margin; y < h - margin; y++) {
    if (y === margin) for (let dy = -RADIUS; dy <= RADIUS; dy++) addRow(columns, print, (y + dy) * w, 1)
    else {
      addRow(columns, print, (y + RADIUS) * w, 1)
      addRow(columns, print, (y - RADIUS - 1) * w, -1)
    }
    let sum = 0
    for (let x = margin - RADIUS; x < margin + RADIUS; x++) sum += columns[x]!
    for (let x = margin; x < w - margin; x++) {
      sum += columns[x + RADIUS]!
      const i = y * w + x
      const difference = print[i]! - sum / 49
      if (difference > 10 || difference < -10) {
        at[count] = i
        weight[count++] = difference
      }
      sum -= columns[x - RADIUS]!
    }
  }
  return { at, weight, count }
}

function addRow(columns: Int32Array, print: Uint8Array, from: number, sign: 1 | -1): void {
  for (let x = 0; x < columns.length; x++) columns[x]! += sign * print[from + x]!
}

function vertex(before: number, at: number, after: number): number {
  const bend = before - 2 * at + after
  if (bend >= -1e-9) return 0
  return Math.min(0.5, Math.max(-0.5, (before - after) / (2 * bend)))
}
