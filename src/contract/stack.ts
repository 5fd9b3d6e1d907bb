import type { FoundCode, PageCode } from './page.ts'
import type { PageReason } from './reasons.ts'
import type { StackMark } from './stackMark.ts'

/** Quarter turns clockwise that set a scan upright. */
export type Turn = 0 | 1 | 2 | 3

/**
 * What a page shows at a first look, before it is read. `something`: neither a code of ours nor a mark nor bare paper; `formLike`: the marks of a form
 * stand round it, so its code is what cannot be read. `barred`: bars that say nothing, or marks that contradict each other.
 */
export type SeenPage =
  | { readonly shows: 'form'; readonly code: PageCode; readonly cornersPx: FoundCode['cornersPx'] }
  | { readonly shows: 'mark'; readonly marks: readonly StackMark[] }
  | { readonly shows: 'paper' }
  | { readonly shows: 'foreign' }
  | { readonly shows: 'something'; readonly formLike: boolean }
  | { readonly shows: 'barred' }
  | { readonly shows: 'refused'; readonly reason: PageReason }

/** How a scanner writes what lies on it: page by page, front and back of each sheet, or all fronts and then all backs from the last. */
export const sidesOf = ['pages', 'duplex', 'two-pass'] as const
export type Sides = (typeof sidesOf)[number]
