import type { Ink } from '../pen/stamp.ts'
import type { Random } from '../random.ts'
import type { PagePlan, ScanMode } from './plan.ts'
import { soften } from './soften.ts'
import type { Picture } from './turn.ts'

/** What lamp, lens and sensor make of the sampled sheet: light, tone curve, streaks, blur, noise; then grey, colour or black and white. */
export function expose(
  scan: Uint8Array,
  inkScan: Uint8Array | null,
  size: { readonly widthPx: number; readonly heightPx: number },
  plan: Pick<PagePlan, 'light' | 'black' | 'white' | 'gamma' | 'noise' | 'blur' | 'streaks' | 'threshold' | 'fade'>,
  mode: ScanMode,
  ink: Ink,
  random: Random,
): Picture {
  const { widthPx, heightPx } = size
  if (plan.blur > 0.02) soften(scan, widthPx, heightPx, plan.blur)
  const curve = toneCurve(plan)
  const streaks = streakColumns(widthPx, plan.streaks, random.fork('streaks'))
  const noise = noiseTable(plan.noise, random.fork('noise'))
  const jump = random.fork('rows')
  const { light } = plan
  const bits = mode === 'bits'
  const cut = bits ? cutLevel(plan, ink) : 0
  // Along a row the light is the same on every row but for what the row begins with.
  const slope = new Float64Array(widthPx)
  const bow = new Float64Array(widthPx)
  for (let column = 0; column < widthPx; column++) {
    const u = column / widthPx - 0.5
    slope[column] = light.x * u
    bow[column] = light.bow * u * u
  }
  for (let row = 0; row < heightPx; row++) {
    const v = row / heightPx - 0.5
    const base = 1 + light.y * v - Math.abs(light.bow) * v * v
    const offset = jump.whole(0, noise.length - 1)
    // A scanner follows slow changes of light when it cuts, about half of them.
    const rowCut = cut * (0.5 + 0.5 * base)
    for (let column = 0, i = row * widthPx; column < widthPx; column++, i++) {
      const lit = base + slope[column]! - bow[column]!
      const value = curve[scan[i]!]! * lit + streaks[column]! + noise[(offset + column) & NOISE_MASK]!
      if (bits) scan[i] = value < rowCut ? 0 : 255
      else scan[i] = value < 0 ? 0 : value > 255 ? 255 : value
    }
  }
  if (mode !== 'colour' || inkScan === null) return { widthPx, heightPx, channels: 1, data: scan }
  return { widthPx, heightPx, channels: 3, data: tint(scan, inkScan, ink, plan, random.fork('tint')) }
}

/**
 * The grey level below which a black and white scan is black. Whoever sets the scanner turns it until pen and print can be
 * read: above the ink, above faded toner, below the paper.
 */
function cutLevel(
  { black, white, threshold, fade }: Pick<PagePlan, 'black' | 'white' | 'threshold' | 'fade'>,
  ink: Ink,
): number {
  const share = Math.min(0.8, Math.max(threshold, ink.level / 255 + 0.14, fade + 0.12))
  return black + (Math.min(white, 255) - black) * share
}

/** Three colours a pixel: the ink's own hue on paper that is never quite neutral. */
function tint(
  scan: Uint8Array,
  inkScan: Uint8Array,
  ink: Ink,
  plan: Pick<PagePlan, 'black' | 'white'>,
  random: Random,
): Uint8Array {
  const out = new Uint8Array(scan.length * 3)
  const contrast = (plan.white - plan.black) / 255
  // The sensor's grey is the mean of what the three colours would give: keep it.
  const mean = ink.rgb[0] * 0.3 + ink.rgb[1] * 0.59 + ink.rgb[2] * 0.11
  const hue = ink.rgb.map((part) => ((part - mean) * contrast) / 255)
  const cast = [random.between(-1, 3), random.between(-1, 1), random.between(-6, 1)]
  const [red, green, blue] = [0, 1, 2].map((c) =>
    Float32Array.from({ length: 256 }, (_, a) => cast[c]! + hue[c]! * a),
  ) as [Float32Array, Float32Array, Float32Array]
  const clip = new Uint8ClampedArray(out.buffer)
  for (let i = 0, to = 0; i < scan.length; i++, to += 3) {
    const grey = scan[i]!
    const a = inkScan[i]!
    clip[to] = grey + red[a]!
    clip[to + 1] = grey + green[a]!
    clip[to + 2] = grey + blue[a]!
  }
  return out
}

function toneCurve({ black, white, gamma }: Pick<PagePlan, 'black' | 'white' | 'gamma'>): Float32Array {
  return Float32Array.from({ length: 256 }, (_, v) => black + (white - black) * (v / 255) ** gamma)
}

// Dust on the glass of a sheet-fed scanner: the same few columns all the way down.
function streakColumns(widthPx: number, count: number, random: Random): Float32Array {
  const columns = new Float32Array(widthPx)
  for (let i = 0; i < count; i++) {
    const at = random.whole(0, widthPx - 1)
    const wide = random.whole(1, 3)
    const depth = random.chance(0.75) ? -random.between(15, 110) : random.between(15, 60)
    for (let k = 0; k < wide; k++) if (at + k < widthPx) columns[at + k] = depth * (k === 0 || k === wide - 1 ? 0.6 : 1)
  }
  return columns
}

const NOISE_MASK = (1 << 16) - 1

function noiseTable(deviation: number, random: Random): Float32Array {
  const table = new Float32Array(NOISE_MASK + 1)
  // Three uniform numbers are near enough to a bell for pixels; half is for rounding.
  for (let i = 0; i < table.length; i++)
    table[i] = (random.next() + random.next() + random.next() - 1.5) * 2 * deviation + 0.5
  return table
}
