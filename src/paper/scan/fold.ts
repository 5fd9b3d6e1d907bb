import type { Random } from '../random.ts'

/** A crease: where it crosses the middle of the sheet, and what it does. */
export interface Fold {
  readonly across: 'horizontal' | 'vertical'
  readonly atMm: number
  /** Millimetres it drifts over a millimetre along it. */
  readonly slope: number
  /** Grey levels darker on the crease itself. */
  readonly depth: number
  readonly widthMm: number
  /** Which side lies in the shade. */
  readonly side: 1 | -1
  /** How far the paper beside it is pushed, mm. */
  readonly pushMm: number
  /** Toner and ink broken off on the crease, 0..1. */
  readonly worn: number
}

/** Into a DL envelope in thirds, into a C5 one in half, or in four. Nobody folds exactly: up to 2 mm beside. */
export function foldsOf(
  page: { widthMm: number; heightMm: number },
  [low, high]: readonly [number, number],
  random: Random,
): Fold[] {
  const way = random.weighted({ thirds: 0.5, half: 0.3, four: 0.2 })
  const fold = (across: Fold['across'], share: number): Fold => {
    const depth = random.between(low, high)
    return {
      across,
      atMm: (across === 'horizontal' ? page.heightMm : page.widthMm) * share + random.normal(0, 0.7),
      slope: random.normal(0, 0.003),
      depth,
      widthMm: random.between(0.12, 0.35),
      side: random.chance(0.5) ? 1 : -1,
      pushMm: random.between(-0.1, 0.22) * (0.4 + depth / 40),
      worn: Math.min(0.8, random.between(0, depth / 45)),
    }
  }
  if (way === 'thirds') return [fold('horizontal', 1 / 3), fold('horizontal', 2 / 3)]
  if (way === 'half') return [fold('horizontal', 1 / 2)]
  return [fold('horizontal', 1 / 2), fold('vertical', 1 / 2)]
}

/** Draws the creases on the sheet (grey, in place): a thin broken dark line, a lit and a shaded side, worn print. */
export function creaseSheet(
  sheet: { readonly widthPx: number; readonly heightPx: number; readonly data: Uint8Array },
  pxPerMm: number,
  folds: readonly Fold[],
  random: Random,
): void {
  for (const [i, fold] of folds.entries()) crease(sheet, pxPerMm, fold, random.fork(String(i)).between(0, 6.28))
}

const REACH_MM = 3.5

function crease(
  { widthPx, heightPx, data }: { readonly widthPx: number; readonly heightPx: number; readonly data: Uint8Array },
  pxPerMm: number,
  fold: Fold,
  phase: number,
): void {
  const flat = fold.across === 'horizontal'
  const along = flat ? widthPx : heightPx
  const limit = flat ? heightPx : widthPx
  const reach = Math.round(REACH_MM * pxPerMm)
  const profile = shading(fold, pxPerMm, reach)
  for (let a = 0; a < along; a++) {
    const middle = fold.atMm * pxPerMm + (a - along / 2) * fold.slope
    // The line is stronger and weaker along its way, and wanders by fibres.
    const strength = 0.72 + 0.28 * Math.sin(a * 0.013 + phase) * Math.sin(a * 0.0037 + 2 * phase)
    const wander = 0.6 * Math.sin(a * 0.09 + phase) + 0.5 * Math.sin(a * 0.031)
    const start = Math.round(middle + wander) - reach
    for (let k = 0; k <= 2 * reach; k++) {
      const b = start + k
      if (b < 0 || b >= limit) continue
      const at = flat ? b * widthPx + a : a * widthPx + b
      const grain = (Math.imul(a * 31 + b * 17, 0x9e3779b1) >>> 24) / 255
      const near = k > reach ? k - reach : reach - k
      let value = data[at]!
      if (value < 200 && near < 0.22 * pxPerMm && grain < fold.worn) value = 225
      value += profile[k]! * strength * (near < 3 ? 0.55 + 0.9 * grain : 1)
      data[at] = value < 0 ? 0 : value > 255 ? 255 : value
    }
  }
}

function shading(fold: Fold, pxPerMm: number, reach: number): Float32Array {
  const profile = new Float32Array(2 * reach + 1)
  for (let k = -reach; k <= reach; k++) {
    const mm = k / pxPerMm
    const line = -fold.depth * Math.exp(-((mm / fold.widthMm) ** 2))
    const slope = -0.25 * fold.depth * fold.side * (mm / 1.1) * Math.exp(-((mm / 1.1) ** 2))
    profile[k + reach] = line + slope
  }
  return profile
}
