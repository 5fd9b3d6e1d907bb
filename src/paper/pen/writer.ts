import type { Severity } from '../../contract/truth.ts'
import type { Random } from '../random.ts'
import type { Pool } from './digits.ts'
import { loadHand, type HandFont, type HandName } from './fonts.ts'
import type { Ink } from './stamp.ts'
import type { TickShape } from './tick.ts'

/** Habits of one person, the same on all pages of a letter. */
export interface Writer {
  /** Handwriting font, or `strokes` for the pen model. */
  readonly hand: string
  readonly pool: Pool
  /** null: characters are drawn stroke by stroke. */
  readonly chinese: HandFont | null
  readonly latin: HandFont
  readonly fallback: HandFont
  /** The typeface of answers that are typed instead of written; null: by hand. Signatures are written in any case. */
  readonly face: HandFont | null
  readonly ink: Ink
  readonly tick: TickShape
  /** Size of a character over the room for it. */
  readonly fill: number
  readonly slant: number
  /** Climb of the line in radians. */
  readonly climb: number
  /** 0 = very tidy, 1 = ordinary, 2 = careless: scales every jitter. */
  readonly sloppiness: number
  readonly stroke: StrokeHabit
}

/** The pen model's own habits. */
export interface StrokeHabit {
  /** Rise of horizontal strokes to the right. */
  readonly rise: number
  /** 0 = strokes apart, 1 = often joined. */
  readonly joining: number
  /** How much corners are cut. */
  readonly rounding: number
  readonly wobbleEm: number
  readonly taper: number
}

export async function inventWriter(pool: Pool, severity: Severity, random: Random): Promise<Writer> {
  const fonts = HANDS[pool]
  const hand = random.weighted(fonts.chinese)
  const chinese = hand === 'strokes' ? null : await loadHand(hand as HandName)
  const latin = await loadHand(random.pick(fonts.latin))
  const fallback = await loadHand(fonts.fallback)
  const habits = random.fork('habits')
  const sloppiness = habits.between(...SLOPPINESS[severity])
  return {
    hand,
    pool,
    chinese,
    latin,
    fallback,
    face: null,
    ink: inventInk(severity, random.fork('ink')),
    tick: random.fork('tick').weighted(TICKS),
    fill: habits.between(0.74, 0.9),
    slant: habits.normal(0.03, 0.07),
    climb: habits.normal(0.004, 0.008) * sloppiness,
    sloppiness,
    stroke: {
      rise: habits.between(0.02, 0.16),
      joining: habits.chance(0.5) ? habits.between(0, 0.15) : habits.between(0.15, 0.6),
      rounding: habits.between(0, 0.45),
      wobbleEm: habits.between(0.008, 0.022),
      taper: habits.between(0, 0.5),
    },
  }
}

/** Who fills the form in on a screen and prints it: nothing slips, everything is black, ticks are set by a click. */
export async function asTypist(writer: Writer, random: Random): Promise<Writer> {
  return {
    ...writer,
    hand: PRINT,
    face: await loadHand(FACES[writer.pool]),
    ink: { kind: 'gel', level: random.between(18, 40), rgb: [28, 28, 30], widthMm: 0.5, uneven: 0, grain: 0.03 },
    tick: random.pick(['check', 'cross']),
    slant: 0,
    climb: 0,
    sloppiness: 0,
  }
}

// As `TruthField` names it.
const PRINT = 'print'

const FACES = { development: 'noto-sans-sc', validation: 'noto-sans-sc', report: 'noto-serif-sc' } as const

/** The two pools share no font, and the report's digits are by people who wrote none of the others (decisions/0020). */
const DEVELOPMENT = {
  // Liu Jian Mao Cao is grass script that hardly anybody fills forms in with; a little of it keeps readers honest.
  chinese: { strokes: 0.6, 'ma-shan-zheng': 0.25, 'liu-jian-mao-cao': 0.15 },
  latin: ['caveat', 'kalam'],
  fallback: 'ma-shan-zheng',
} as const

const HANDS = {
  development: DEVELOPMENT,
  validation: DEVELOPMENT,
  report: {
    chinese: { strokes: 0.3, 'zhi-mang-xing': 0.45, 'long-cang': 0.25 },
    latin: ['patrick-hand', 'reenie-beanie', 'nothing-you-could-do'],
    fallback: 'long-cang',
  },
} as const satisfies Record<Pool, unknown>

const SLOPPINESS: Record<Severity, [number, number]> = {
  clean: [0.4, 0.8],
  normal: [0.5, 1.3],
  rough: [0.8, 1.7],
  hostile: [1, 2],
}

const TICKS = {
  check: 0.66,
  cross: 0.12,
  slash: 0.08,
  dot: 0.05,
  overshoot: 0.06,
  circled: 0.005,
  faint: 0.025,
} as const

function inventInk(severity: Severity, random: Random): Ink {
  const kind = random.weighted(
    severity === 'clean' ? { gel: 0.8, ballpoint: 0.2 } : { gel: 0.62, ballpoint: 0.31, pencil: 0.07 },
  )
  if (kind === 'gel') {
    const blue = random.chance(0.2)
    return {
      kind,
      level: blue ? random.between(50, 80) : random.between(18, 50),
      rgb: blue ? [38, 52, 140] : [30, 30, 34],
      widthMm: random.pick([0.38, 0.5, 0.5, 0.5, 0.7]),
      uneven: random.between(0, 0.08),
      grain: random.between(0.02, 0.06),
    }
  }
  if (kind === 'ballpoint')
    return {
      kind,
      level: random.between(60, 110),
      rgb: random.chance(0.75) ? [48, 66, 156] : [52, 52, 58],
      widthMm: random.between(0.34, 0.55),
      uneven: random.between(0.05, 0.25),
      grain: random.between(0.12, 0.3),
    }
  return {
    kind: 'pencil',
    level: random.between(95, 135),
    rgb: [112, 112, 116],
    widthMm: random.between(0.4, 0.65),
    uneven: random.between(0.05, 0.2),
    grain: random.between(0.3, 0.5),
  }
}
