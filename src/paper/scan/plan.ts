import type { Severity } from '../../contract/truth.ts'
import type { Random } from '../random.ts'
import { foldsOf, type Fold } from './fold.ts'
import { HARM, type Harm } from './harm.ts'
import type { Turn } from './turn.ts'

export type ScanMode = 'grey' | 'colour' | 'bits'
export type ScanFormat =
  | 'pdf-jpeg'
  | 'pdf-flate'
  | 'pdf-g4'
  | 'tiff-lzw'
  | 'tiff-deflate'
  | 'tiff-jpeg'
  | 'tiff-g4'
  | 'jpeg'
  | 'png'

/** What the scanner was set to for a whole letter. */
export interface ScannerSetting {
  readonly format: ScanFormat
  readonly mode: ScanMode
  readonly dpi: 200 | 300
  /** What the file says; null: nothing. */
  readonly statedDpi: number | null
  readonly jpegQuality: number
  /** The scanner took the empty backs along. */
  readonly backs: boolean
  /** Sheets went in the wrong way round. */
  readonly reversed: boolean
  /** Grey of the lid or the backing roller beside the sheet. */
  readonly backing: number
  readonly canvasMm: { readonly w: number; readonly h: number }
}

/** What happened to one sheet and its picture. Lengths in mm, grey levels 0..255. */
export interface PagePlan {
  readonly skewDeg: number
  readonly shift: { readonly x: number; readonly y: number }
  readonly scale: { readonly x: number; readonly y: number }
  /** How far each corner of the sheet is drawn out of place, clockwise from top left. */
  readonly corners: readonly { readonly x: number; readonly y: number }[]
  readonly folds: readonly Fold[]
  readonly wander: readonly {
    readonly dx: number
    readonly dy: number
    readonly lengthMm: number
    readonly phase: number
  }[]
  /** Share of toner missing, 0..1, and of the other side's print shining through. */
  readonly fade: number
  readonly bleed: number
  readonly light: { readonly x: number; readonly y: number; readonly bow: number }
  readonly black: number
  readonly white: number
  readonly gamma: number
  readonly noise: number
  readonly blur: number
  readonly streaks: number
  /** Black and white scans: where between black and white the cut is, 0..1. */
  readonly threshold: number
  readonly turn: Turn
  /** Fiducials to be covered, and other marks of office life. */
  readonly lost: number
  readonly holes: boolean
  readonly staple: boolean
  readonly stain: boolean
  readonly cutMm: number
  readonly codeStroke: boolean
}

export function planScanner(
  severity: Severity,
  pageMm: { widthMm: number; heightMm: number },
  random: Random,
  wish: Partial<Pick<ScannerSetting, 'format' | 'mode' | 'dpi'>> = {},
): ScannerSetting {
  const harm = HARM[severity]
  const drawnMode = random.fork('mode').weighted(harm.modes)
  const bitsOnly = wish.format?.endsWith('g4') === true
  const noBits = wish.format?.includes('jp') === true
  const mode = wish.mode ?? (bitsOnly ? 'bits' : noBits && drawnMode === 'bits' ? 'grey' : drawnMode)
  const dpi =
    wish.dpi ?? (random.fork('dpi').chance(harm.dpi200) && !(severity === 'normal' && mode === 'bits') ? 200 : 300)
  const format = wish.format ?? random.fork('format').weighted(mode === 'bits' ? BITS_FORMATS : FORMATS)
  const own = random.fork('setting')
  const over = severity !== 'clean' && own.chance(0.2)
  return {
    format,
    mode,
    dpi,
    statedDpi: own.chance(harm.oddDpi) ? own.pick([null, 72, 96]) : dpi,
    jpegQuality: Math.round(own.between(...harm.jpeg)),
    backs: severity !== 'clean' && own.chance(0.1),
    reversed: severity !== 'clean' && own.chance(0.06),
    backing: own.weighted({ white: 0.72, grey: 0.12, black: 0.16 }) === 'white' ? 252 : own.pick([28, 40, 150]),
    canvasMm: over
      ? { w: pageMm.widthMm + own.between(3, 8), h: pageMm.heightMm + own.between(3, 12) }
      : { w: pageMm.widthMm, h: pageMm.heightMm },
  }
}

const FORMATS = {
  'pdf-jpeg': 0.5,
  'tiff-jpeg': 0.12,
  'tiff-lzw': 0.08,
  'tiff-deflate': 0.05,
  jpeg: 0.16,
  png: 0.06,
  'pdf-flate': 0.03,
} as const
const BITS_FORMATS = { 'tiff-g4': 0.55, 'pdf-g4': 0.3, 'pdf-flate': 0.08, png: 0.07 } as const

export function planPage(severity: Severity, pageMm: { widthMm: number; heightMm: number }, random: Random): PagePlan {
  const harm = HARM[severity]
  const place = random.fork('place')
  const light = random.fork('light')
  const tone = random.fork('tone')
  const office = random.fork('office')
  const [fadeChance, fadeLow, fadeHigh] = harm.fade
  const [bleedChance, bleedLow, bleedHigh] = harm.bleed
  const around = (r: Random, spread: number): number => r.between(-spread, spread)
  // Most sheets lie nearly straight: the mean of two draws.
  const skewDeg = (around(place, harm.skewDeg) + around(place, harm.skewDeg)) / 2
  const common = around(place, harm.scale)
  return {
    skewDeg: severity === 'hostile' ? around(place, harm.skewDeg) : skewDeg,
    shift: { x: around(place, harm.shiftMm), y: around(place, harm.shiftMm) },
    scale: { x: 1 + common + around(place, harm.scale / 3), y: 1 + common + around(place, harm.scale / 2) },
    corners: [0, 1, 2, 3].map(() => ({ x: around(place, harm.cornerMm), y: around(place, harm.cornerMm) })),
    folds: random.fork('folded').chance(harm.folded) ? foldsOf(pageMm, harm.creaseDepth, random.fork('folds')) : [],
    wander: wanderOf(harm.wanderMm, random.fork('wander')),
    fade: tone.chance(fadeChance) ? tone.between(fadeLow, fadeHigh) : 0,
    bleed: tone.chance(bleedChance) ? tone.between(bleedLow, bleedHigh) : 0,
    light: { x: around(light, harm.light), y: around(light, harm.light), bow: around(light, harm.light) },
    black: light.between(...harm.black),
    white: light.between(...harm.white),
    gamma: light.between(0.9, 1.12),
    noise: light.between(...harm.noise),
    blur: light.between(...harm.blur),
    streaks: light.chance(harm.streaks) ? light.whole(1, severity === 'hostile' ? 6 : 3) : 0,
    threshold: light.between(...harm.threshold),
    turn: turnOf(harm, random.fork('turn')),
    lost: Number(
      random.fork('lost').weighted(Object.fromEntries(harm.lost.map((weight, count) => [String(count), weight]))),
    ),
    holes: office.chance(harm.holes),
    staple: office.chance(harm.staple),
    stain: office.chance(harm.stain),
    cutMm: office.chance(harm.cut) ? office.between(2, 7) : 0,
    codeStroke: office.chance(harm.codeStroke),
  }
}

function turnOf(harm: Harm, random: Random): Turn {
  const draw = random.next()
  if (draw < harm.upsideDown) return 180
  return draw < harm.upsideDown + harm.sideways ? random.pick([90, 270] as const) : 0
}

// Feed rollers: slow swing to the sides and of the speed.
function wanderOf(amountMm: number, random: Random): PagePlan['wander'] {
  return [180, 70].map((lengthMm, i) => ({
    dx: random.between(0, amountMm) / (i + 1),
    dy: random.between(0, amountMm) / (i + 1),
    lengthMm: lengthMm * random.between(0.8, 1.3),
    phase: random.between(0, 6.28),
  }))
}
