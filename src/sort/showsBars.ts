import type { GrayImage } from '../contract/image.ts'
import { shrink } from '../geometry/shrink.ts'

/**
 * Whether a page shows a bar code, readable or not: a stretch where many narrow dark and light stripes stand side by side and run on for
 * several millimetres across. Writing changes from line to line; tables have few lines and wide gaps. Looked for along both directions.
 */
export function showsBars(image: GrayImage): boolean {
  const factor = Math.max(1, Math.round(Math.max(image.widthPx, image.heightPx) / LOOK_PX))
  const small = shrink(image, factor)
  return barsAcross(small) || barsAcross(transposed(small))
}

function barsAcross({ widthPx: w, heightPx: h, data }: GrayImage): boolean {
  // In bands of rows: how many pixels change from light to dark at the same place in all of them.
  for (let top = 0; top + BAND <= h; top += BAND / 2) {
    const edges: number[] = []
    let before = false
    for (let x = 0; x < w; x++) {
      let dark = 0
      for (let y = top; y < top + BAND; y++) if (data[y * w + x]! < DARK) dark++
      // All of the band's height or nearly: a bar. Nearly nothing: a space. In between: neither, and no edge.
      const bar = dark >= BAND * 0.85
      if (bar && !before) edges.push(x)
      before = bar || (before && dark > BAND * 0.15)
    }
    for (let i = 0; i + LEAST_BARS <= edges.length; i++)
      if (edges[i + LEAST_BARS - 1]! - edges[i]! <= WIDEST_PX) return true
  }
  return false
}

function transposed({ widthPx: w, heightPx: h, data }: GrayImage): GrayImage {
  const turned = new Uint8Array(w * h)
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) turned[x * h + y] = data[y * w + x]!
  return { widthPx: h, heightPx: w, data: turned }
}

/** 150 dpi of A4: the modules of a label, 0.33 mm, are two pixels. */
const LOOK_PX = 1754
const DARK = 128
/** 2 mm. Bars are 8 mm high and more. */
const BAND = 12
/** Of thirteen signs there are 45 bars; half of them may be smudged. */
const LEAST_BARS = 16
/** They stand within 65 mm. */
const WIDEST_PX = 380
