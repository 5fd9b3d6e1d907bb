import type { GrayImage } from '../../contract/image.ts'
import type { Ink, InkSheet } from '../pen/stamp.ts'
import type { Random } from '../random.ts'

/** A sheet with everything on it, as grey; the ink once more by itself where a colour scan will tint it. */
export interface Sheet {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
  readonly ink: Uint8Array | null
}

/**
 * Puts print and ink on the paper. `fade` 0..1: toner missing in clouds and grains. `bleed` 0..1: how much of the other
 * side (`back`, null = nothing there) shines through, mirrored. `inColour`: keeps the ink by itself as well.
 */
export function composeSheet(
  blank: GrayImage,
  inkSheet: InkSheet,
  ink: Ink,
  { fade, bleed, inColour }: { readonly fade: number; readonly bleed: number; readonly inColour: boolean },
  back: GrayImage | null,
  random: Random,
): Sheet {
  const { widthPx, heightPx } = blank
  const data = new Uint8Array(blank.data)
  if (fade > 0) fadeToner(data, widthPx, heightPx, fade, random)
  if (bleed > 0 && back !== null) shineThrough(data, widthPx, heightPx, back, bleed)
  const dark = 255 - ink.level
  const cover = inkSheet.data
  const fours = new Int32Array(cover.buffer, cover.byteOffset, cover.length >> 2)
  for (let i = 0; i < data.length; i++) {
    // Most of a page has no ink: four pixels are passed over at once.
    if ((i & 3) === 0 && fours[i >> 2] === 0) {
      i += 3
      continue
    }
    const a = cover[i]!
    if (a === 0) continue
    const paper = data[i]!
    // Over print the ink adds little: whatever is darker wins.
    const wet = 255 - (dark * a) / 255
    data[i] = paper < wet ? paper : wet + 0.5
  }
  return { widthPx, heightPx, data, ink: inColour ? new Uint8Array(cover) : null }
}

function fadeToner(data: Uint8Array, widthPx: number, heightPx: number, fade: number, random: Random): void {
  const p = random.between(0, 6.28)
  const q = random.between(0.6, 1.4)
  for (let y = 0; y < heightPx; y++) {
    const cloudRow = Math.sin(y * 0.0019 * q + p)
    for (let x = 0, i = y * widthPx; x < widthPx; x++, i++) {
      const value = data[i]!
      if (value > 250) continue
      const cloud = 0.55 + 0.45 * cloudRow * Math.sin(x * 0.0031 * q + 1.3 * p)
      let left = 1 - fade * cloud
      const grain = (Math.imul(x * 73 + y * 151, 0x9e3779b1) >>> 24) / 255
      if (grain < fade * cloud * 0.35) left *= 0.55
      data[i] = 255 - (255 - value) * left
    }
  }
}

// Paper scatters: what shines through is softened over about half a millimetre.
function shineThrough(data: Uint8Array, widthPx: number, heightPx: number, back: GrayImage, bleed: number): void {
  const rows = Math.min(heightPx, back.heightPx)
  const columns = Math.min(widthPx, back.widthPx)
  const SPREAD = 3
  const printed = printedRows(back)
  for (let y = SPREAD; y < rows - SPREAD; y++) {
    if (!printed[y - SPREAD] && !printed[y] && !printed[y + SPREAD]) continue
    for (let x = SPREAD, i = y * widthPx + SPREAD; x < columns - SPREAD; x++, i++) {
      const j = y * back.widthPx + (columns - 1 - x)
      const there =
        back.data[j]! +
        back.data[j - SPREAD]! +
        back.data[j + SPREAD]! +
        back.data[j - SPREAD * back.widthPx]! +
        back.data[j + SPREAD * back.widthPx]!
      if (there === 1275) continue
      const value = data[i]! - bleed * (255 - there / 5)
      data[i] = value < 0 ? 0 : value
    }
  }
}

/** Of each row, whether there is anything but paper. */
function printedRows({ widthPx, heightPx, data }: GrayImage): boolean[] {
  const paper = new Uint8Array(widthPx).fill(255)
  return Array.from(
    { length: heightPx },
    (_, y) => Buffer.compare(paper, data.subarray(y * widthPx, (y + 1) * widthPx)) !== 0,
  )
}
