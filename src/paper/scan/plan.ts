import type { Severity } from '../../contract/truth.ts'
import type { Random } from '../random.ts'
import { foldsOf, type Fold } from './fold.ts'
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

/** The numbers behind a severity: spread of each effect or chance of it (decisions/0021 says where they come from). */
interface Harm {
  readonly skewDeg: number
  readonly shiftMm: number
  readonly scale: number
  readonly cornerMm: number
  readonly folded: number
  readonly creaseDepth: readonly [number, number]
  readonly wanderMm: number
  readonly fade: readonly [number, number, number]
  readonly bleed: readonly [number, number, number]
  readonly light: number
  readonly black: readonly [number, number]
  readonly white: readonly [number, number]
  readonly noise: readonly [number, number]
  readonly blur: readonly [number, number]
  readonly streaks: number
  readonly threshold: readonly [number, number]
  readonly upsideDown: number
  readonly sideways: number
  readonly lost: readonly number[]
  readonly holes: number
  readonly staple: number
  readonly stain: number
  readonly cut: number
  readonly codeStroke: number
  readonly dpi200: number
  readonly modes: Readonly<Record<ScanMode, number>>
  readonly jpeg: readonly [number, number]
  readonly oddDpi: number
}

const HARM: Record<Severity, Harm> = {
  clean: {
    skewDeg: 0.3,
    shiftMm: 0.6,
    scale: 0.001,
    cornerMm: 0,
    folded: 0,
    creaseDepth: [0, 0],
    wanderMm: 0.03,
    fade: [0, 0, 0],
    bleed: [0, 0, 0],
    light: 0.005,
    black: [5, 25],
    white: [248, 262],
    noise: [0.6, 1.4],
    blur: [0, 0.1],
    streaks: 0,
    threshold: [0.5, 0.58],
    upsideDown: 0,
    sideways: 0,
    lost: [1],
    holes: 0,
    staple: 0,
    stain: 0,
    cut: 0,
    codeStroke: 0,
    dpi200: 0,
    modes: { grey: 0.7, colour: 0.3, bits: 0 },
    jpeg: [90, 95],
    oddDpi: 0,
  },
  normal: {
    skewDeg: 1.5,
    shiftMm: 2.5,
    scale: 0.006,
    cornerMm: 0.15,
    folded: 0.9,
    creaseDepth: [4, 24],
    wanderMm: 0.12,
    fade: [0.08, 0.05, 0.2],
    bleed: [0.3, 0.02, 0.07],
    light: 0.03,
    black: [10, 45],
    white: [236, 262],
    noise: [0.8, 2.6],
    blur: [0.05, 0.25],
    streaks: 0.06,
    threshold: [0.5, 0.64],
    upsideDown: 0.07,
    sideways: 0.01,
    lost: [1],
    holes: 0.03,
    staple: 0.08,
    stain: 0.02,
    cut: 0,
    codeStroke: 0,
    dpi200: 0.35,
    modes: { grey: 0.6, colour: 0.24, bits: 0.16 },
    jpeg: [75, 90],
    oddDpi: 0.02,
  },
  rough: {
    skewDeg: 3,
    shiftMm: 4,
    scale: 0.012,
    cornerMm: 1,
    folded: 1,
    creaseDepth: [10, 45],
    wanderMm: 0.25,
    fade: [0.3, 0.1, 0.4],
    bleed: [0.5, 0.03, 0.12],
    light: 0.1,
    black: [20, 70],
    white: [208, 256],
    noise: [2, 6],
    blur: [0.1, 0.5],
    streaks: 0.35,
    threshold: [0.5, 0.68],
    upsideDown: 0.12,
    sideways: 0.04,
    lost: [0.75, 0.25],
    holes: 0.12,
    staple: 0.2,
    stain: 0.15,
    cut: 0.12,
    codeStroke: 0.01,
    dpi200: 0.5,
    modes: { grey: 0.55, colour: 0.2, bits: 0.25 },
    jpeg: [60, 85],
    oddDpi: 0.05,
  },
  hostile: {
    skewDeg: 5,
    shiftMm: 5,
    scale: 0.02,
    cornerMm: 3,
    folded: 1,
    creaseDepth: [20, 70],
    wanderMm: 0.35,
    fade: [0.5, 0.15, 0.55],
    bleed: [0.6, 0.04, 0.16],
    light: 0.18,
    black: [35, 95],
    white: [185, 240],
    noise: [4, 10],
    blur: [0.15, 0.7],
    streaks: 0.65,
    threshold: [0.5, 0.72],
    upsideDown: 0.2,
    sideways: 0.08,
    lost: [0.35, 0.35, 0.3],
    holes: 0.2,
    staple: 0.3,
    stain: 0.3,
    cut: 0.3,
    codeStroke: 0.03,
    dpi200: 0.6,
    modes: { grey: 0.5, colour: 0.2, bits: 0.3 },
    jpeg: [45, 78],
    oddDpi: 0.12,
  },
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
