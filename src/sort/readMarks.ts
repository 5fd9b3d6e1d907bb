import type { GrayImage } from '../contract/image.ts'
import type { FoundCode } from '../contract/page.ts'
import { parseStackMark, type StackMark } from '../contract/stackMark.ts'
import { shrink } from '../geometry/shrink.ts'
import { readSymbols, type SymbolOptions } from './readSymbols.ts'

export type ReadMark = StackMark & { readonly cornersPx: FoundCode['cornersPx'] }

/**
 * The marks a page shows: postal numbers, codes of ours, dividers; each once. An address label says its number two or three times, so a
 * part of it that cannot be read costs nothing. Foreign symbols are left out.
 */
export async function readMarks(image: GrayImage): Promise<ReadMark[]> {
  const marks = new Map<string, ReadMark>()
  for (const { shrinkBy, ...options } of attempts) {
    if (Math.min(image.widthPx, image.heightPx) / shrinkBy < LEAST_PX) continue
    const found = await readSymbols(shrinkBy === 1 ? image : shrink(image, shrinkBy), { ...options, bars: true })
    for (const { text, cornersPx } of found) {
      const mark = parseStackMark(text)
      if (mark !== null && !marks.has(keyOf(mark)))
        marks.set(keyOf(mark), { ...mark, cornersPx: scaled(cornersPx, shrinkBy) })
    }
    if (marks.size > 0) break
  }
  return [...marks.values()]
}

/** What makes two marks the same. */
export function keyOf(mark: StackMark): string {
  if (mark.mark === 'separator') return 'separator'
  return mark.mark === 'waybill' ? mark.waybill : `code ${mark.code}`
}

// Half size first: it is quick, and closes the gaps that 1-bit scans tear into bars. Bars of a small label need all their pixels.
const attempts: readonly (SymbolOptions & { readonly shrinkBy: number })[] = [
  { shrinkBy: 2 },
  { shrinkBy: 1 },
  { shrinkBy: 1, denoise: true },
]
const LEAST_PX = 200

function scaled([a, b, c, d]: FoundCode['cornersPx'], by: number): FoundCode['cornersPx'] {
  const to = ({ x, y }: { x: number; y: number }) => ({ x: x * by, y: y * by })
  return [to(a), to(b), to(c), to(d)]
}
