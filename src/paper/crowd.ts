import type { BoxMm } from '../contract/layout.ts'
import type { Severity } from '../contract/truth.ts'
import { press } from './pen/stamp.ts'
import { strokeLine } from './pen/strokeLine.ts'
import type { Random } from './random.ts'
import type { Desk } from './writeLetter.ts'

/**
 * What people do on squared paper when a character is left out: `two` squeezed into one cell, or `inserted` small above the line with
 * a caret under them. `at` is the character it begins with, `count` how many are squeezed or inserted.
 */
export interface Crowding {
  readonly kind: 'two' | 'inserted'
  readonly at: number
  readonly count: number
}

/** Where this writer crowds this text; [] mostly. Never at its beginning or end, never twice in the same words. */
export function planCrowding(characters: readonly string[], severity: Severity, random: Random): Crowding[] {
  const plans: Crowding[] = []
  for (const kind of ['two', 'inserted'] as const) {
    // A stream of its own: what else is written stays as it was.
    const own = random.fork(`crowded/${kind}`)
    if (!own.chance(CROWDED[severity])) continue
    const count = kind === 'two' ? 2 : own.whole(1, 2)
    const places = characters.flatMap((_, at) => (mayCrowd(characters, at, count, plans) ? [at] : []))
    if (places.length > 0) plans.push({ kind, at: own.pick(places), count })
  }
  return plans
}

/** Chance of each kind in one long text. */
const CROWDED: Record<Severity, number> = { clean: 0, normal: 0.02, rough: 0.05, hostile: 0.08 }
const APART = 12

function mayCrowd(characters: readonly string[], at: number, count: number, plans: readonly Crowding[]): boolean {
  if (at < 3 || at + count + 3 > characters.length) return false
  if (plans.some((other) => Math.abs(other.at - at) < APART)) return false
  return characters.slice(at, at + count + 1).every((character) => /\p{Script=Han}/u.test(character))
}

/** Room for each of the characters that share a cell. */
export function halves({ x, y, w, h }: BoxMm): [BoxMm, BoxMm] {
  const half = w * 0.52
  return [
    { x: x - 0.1, y, w: half, h },
    { x: x + w - half + 0.1, y, w: half, h },
  ]
}

/** Room for each inserted character above the cell it comes before: on its left edge, or over it at the beginning of a row. */
export function roomAbove(cell: BoxMm, count: number, isFirst: boolean): BoxMm[] {
  const middle = isFirst ? cell.x + (count * INSERTED_MM) / 2 : cell.x
  return Array.from({ length: count }, (_, i) => ({
    x: middle + (i - count / 2) * INSERTED_MM,
    y: cell.y - INSERTED_MM + 0.1,
    w: INSERTED_MM,
    h: INSERTED_MM,
  }))
}

const INSERTED_MM = 3.5

/** The caret: its point between two cells, a little below their upper edge. */
export function drawCaret(cell: BoxMm, desk: Desk, random: Random): void {
  const { pxPerMm, writer, ink } = desk
  const radiusPx = (writer.ink.widthMm * pxPerMm) / 2
  const x = cell.x + random.normal(0, 0.15)
  const at = (dx: number, dy: number): { x: number; y: number; radiusPx: number } => ({
    x: (x + dx) * pxPerMm,
    y: (cell.y + dy) * pxPerMm,
    radiusPx,
  })
  press(strokeLine([[at(-1.2, -0.2), at(0, 1.4), at(1.3, -0.3)]]), ink, writer.ink)
}
