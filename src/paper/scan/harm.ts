import type { Severity } from '../../contract/truth.ts'
import type { ScanMode } from './plan.ts'

/** The numbers behind a severity: spread of each effect or chance of it (decisions/0021 says where they come from). */
export interface Harm {
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

export const HARM: Record<Severity, Harm> = {
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
