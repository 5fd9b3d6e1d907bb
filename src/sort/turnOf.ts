import type { FoundCode } from '../contract/page.ts'
import type { Turn } from '../contract/stack.ts'

/** How many quarter turns clockwise set a page upright whose symbol lies so: its upper edge runs from the first corner to the second. */
export function turnOf([a, b]: FoundCode['cornersPx']): Turn {
  const quarters = Math.round(Math.atan2(b.y - a.y, b.x - a.x) / (Math.PI / 2))
  // The edge runs clockwise by so many quarters: as many back, as many more forward.
  return ((4 - ((quarters + 4) % 4)) % 4) as Turn
}
