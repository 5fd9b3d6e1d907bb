import type { Box, Point } from '../../geometry/point.ts'
import type { Random } from '../random.ts'
import { strokeLine, smoothWay, type PenPoint } from './strokeLine.ts'
import type { Stamp } from './stamp.ts'

/** How a person ticks by habit. `overshoot` runs far out of the box, `circled` goes round the box and its label. */
export type TickShape = 'check' | 'cross' | 'slash' | 'dot' | 'overshoot' | 'faint' | 'circled'

/** The box and its label's width in pixels. */
export interface TickPlace {
  readonly box: Box
  readonly labelPx: number
  readonly strokePx: number
  readonly sloppiness: number
}

/** The ink of one tick. Coordinates inside are shares of the box: (0, 0) its top-left corner, (1, 1) the opposite one. */
export function drawTick(shape: TickShape, place: TickPlace, random: Random): Stamp {
  const pen = penOver(place, random, shape === 'circled' ? 0.15 : 1)
  switch (shape) {
    case 'check':
    case 'faint':
      return strokeLine([pen(checkPoints(random, 1))])
    case 'overshoot':
      return strokeLine([pen(checkPoints(random, random.between(1.5, 2.1)))])
    case 'cross': {
      const r = (): number => random.normal(0, 0.06)
      const over = random.between(-0.12, 0.16)
      return strokeLine([
        pen([at(-over + r(), -over + r()), at(0.5 + r(), 0.5 + r()), at(1 + over + r(), 1 + over + r())]),
        pen([at(1 + over + r(), -over + r()), at(0.5 + r(), 0.5 + r()), at(-over + r(), 1 + over + r())]),
      ])
    }
    case 'slash': {
      const over = random.between(-0.1, 0.3)
      return strokeLine([pen([at(1 + over, -over), at(0.48, 0.52), at(-over * 0.7, 1 + over * 0.7)])])
    }
    case 'dot':
      return strokeLine([pen(scribble(0.5, 0.52, random.between(0.2, 0.3), 9, random), 1.25)])
    default:
      return strokeLine([pen(loopRound(place, random))])
  }
}

/** A tick taken back by filling in its box completely. */
export function drawCancelled(place: TickPlace, random: Random): Stamp {
  const pen = penOver(place, random)
  const lines = 9
  const way: Point[] = []
  for (let i = 0; i <= lines; i++) {
    const y = 0.04 + (0.92 * i) / lines
    const edge = (): number => 0.03 + random.normal(0, 0.03)
    const pair = [at(edge(), y + random.normal(0, 0.02)), at(1 - edge(), y - 0.03 + random.normal(0, 0.02))]
    way.push(...(i % 2 === 0 ? pair : pair.toReversed()))
  }
  return strokeLine([pen(way, 1.15, 1)])
}

/** A pen that was set down beside the box, or a spot: ink that is no tick. */
export function drawSpeck(place: TickPlace, random: Random): Stamp {
  const pen = penOver(place, random)
  const x = random.pick([random.between(-0.5, -0.15), random.between(1.15, 1.5)])
  const y = random.between(-0.2, 1.2)
  return strokeLine([pen([at(x, y), at(x + 0.05, y + 0.04)])])
}

const at = (x: number, y: number): Point => ({ x, y })

// Round the box and its label, a little more than once.
function loopRound({ box, labelPx }: TickPlace, random: Random): Point[] {
  const right = 1 + labelPx / box.w
  const start = random.between(0, 6.28)
  return Array.from({ length: 15 }, (_, i) => {
    const angle = start + (i / 13) * 2 * Math.PI
    const grow = 1 + random.normal(0, 0.02) + i * 0.004
    return at(right / 2 + Math.cos(angle) * grow * (right / 2 + 0.35), 0.5 + Math.sin(angle) * grow * 0.85)
  })
}

// Short way down, turn, long way up to the right.
function checkPoints(random: Random, reach: number): Point[] {
  const r = (): number => random.normal(0, 0.05)
  const bottom = at(0.38 + r(), 0.86 + r())
  const lift = 0.95 * reach
  return [
    at(0.06 + r(), 0.48 + r()),
    at(0.24 + r(), 0.66 + r()),
    bottom,
    at(bottom.x + 0.3 * reach + r() * 0.5, bottom.y - 0.56 * lift + r() * 0.5),
    at(bottom.x + 0.62 * reach + r(), bottom.y - lift + r()),
  ]
}

function scribble(x: number, y: number, radius: number, turns: number, random: Random): Point[] {
  return Array.from({ length: turns * 4 }, (_, i) => {
    const angle = i * 1.7 + random.normal(0, 0.2)
    const r = radius * (0.25 + 0.75 * ((i * 0.37) % 1))
    return at(x + Math.cos(angle) * r, y + Math.sin(angle) * r)
  })
}

function penOver(
  place: TickPlace,
  random: Random,
  tilt = 1,
): (points: readonly Point[], weight?: number, steps?: number) => PenPoint[] {
  const { box, sloppiness, strokePx } = place
  const shiftX = random.normal(0, 0.07 * sloppiness)
  const shiftY = random.normal(0, 0.07 * sloppiness)
  // A ring round a label is long: the tilt of a tick would throw its end into the next line.
  const turn = random.normal(0, 0.08 * sloppiness) * tilt
  return (points, weight = 1, steps = 6) => {
    const smooth = smoothWay(points, steps)
    return smooth.map(({ x, y }, i) => {
      const dx = x - 0.5 - turn * (y - 0.5) + shiftX
      const dy = y - 0.5 + turn * (x - 0.5) + shiftY
      const t = smooth.length < 2 ? 0 : i / (smooth.length - 1)
      return {
        x: box.x + box.w * (0.5 + dx),
        y: box.y + box.h * (0.5 + dy),
        radiusPx: Math.max(0.5, (strokePx / 2) * weight * (1.05 - 0.2 * t)),
      }
    })
  }
}
