import type { GrayImage, PageImage } from '../contract/image.ts'
import type { FoundCode } from '../contract/page.ts'
import { parsePageCode } from '../contract/pageCode.ts'
import { shrink } from '../geometry/shrink.ts'
import { readSymbols } from './readSymbols.ts'

/**
 * The page's code: its text and its corners in pixels of `image`, clockwise from the symbol's own top-left, so that
 * the way the page lies follows. One of ours (`parsePageCode`) goes before any other; a foreign QR is returned when
 * there is none of ours. null when no symbol can be read. `quick` is enough for most pages and takes a tenth of the
 * time of `thorough`, which goes on where `quick` found nothing.
 */
export async function findCode(image: PageImage, effort: 'quick' | 'thorough'): Promise<FoundCode | null> {
  let foreign: FoundCode | null = null
  for (const attempt of attempts[effort]) {
    const found = await attempt(image)
    const ours = found.find((code) => parsePageCode(code.text) !== null)
    if (ours !== undefined) return ours
    foreign ??= found[0] ?? null
  }
  return foreign
}

type Attempt = (image: GrayImage) => Promise<FoundCode[]>

const quick: readonly Attempt[] = [
  // 110 dpi shows a module of 0.5 mm on 2 pixels; scans are 200 or 300 dpi, so this halves most of them.
  async (image) => (canShrink(image, 2) ? scaled(2, await halved(image)) : []),
  (image) => readSymbols(image),
]
const thorough: readonly Attempt[] = [
  // Speckle of a 1-bit scan and the dots of low toner close up when three pixels become one.
  async (image) => (canShrink(image, 3) ? scaled(3, await readSymbols(shrink(image, 3), { denoise: true })) : []),
  (image) => readSymbols(image, { denoise: true }),
  (image) => readSymbols(image, { binarizer: 'GlobalHistogram' }),
  (image) => readSymbols(soften(image), { downscale: true }),
  byCorners,
]
const attempts = { quick, thorough } as const

// A form has its code in a corner, most the top right one: where it is there, nothing of the rest of the page is looked at.
async function halved(image: GrayImage): Promise<FoundCode[]> {
  const w = Math.ceil(image.widthPx * 0.225) * 2
  const h = Math.ceil(image.heightPx * 0.15) * 2
  // From even pixels on, so that two become the one that they become with the whole page.
  const [right, bottom] = [evenBelow(image.widthPx - w), evenBelow(image.heightPx - h)]
  for (const [x, y] of [
    [right, 0],
    [0, bottom],
  ] as const) {
    const found = await readSymbols(shrink(crop(image, x, y, w, h), 2))
    if (found.some(({ text }) => parsePageCode(text) !== null))
      return found.map((code) => move(code, (point) => ({ x: x / 2 + point.x, y: y / 2 + point.y })))
  }
  return readSymbols(shrink(image, 2))
}

const evenBelow = (length: number): number => length & ~1

// Half-size windows that overlap, each at twice its size: a symbol of few pixels a module, or one beside a dark border.
async function byCorners(image: GrayImage): Promise<FoundCode[]> {
  const w = Math.ceil(image.widthPx / 2.5)
  const h = Math.ceil(image.heightPx / 3.5)
  for (const y of [0, image.heightPx - h])
    for (const x of [0, image.widthPx - w]) {
      const found = await readSymbols(doubled(crop(image, x, y, w, h)), { denoise: true })
      if (found.length > 0)
        return found.map((code) => move(code, (point) => ({ x: x + point.x / 2, y: y + point.y / 2 })))
    }
  return []
}

function canShrink(image: GrayImage, factor: number): boolean {
  return Math.min(image.widthPx, image.heightPx) / factor >= 300
}

function scaled(factor: number, codes: FoundCode[]): FoundCode[] {
  return codes.map((code) => move(code, ({ x, y }) => ({ x: x * factor, y: y * factor })))
}

function move(code: FoundCode, to: (point: { x: number; y: number }) => { x: number; y: number }): FoundCode {
  const [a, b, c, d] = code.cornersPx
  return { text: code.text, cornersPx: [to(a), to(b), to(c), to(d)] }
}

function crop(image: GrayImage, x: number, y: number, widthPx: number, heightPx: number): GrayImage {
  const data = new Uint8Array(widthPx * heightPx)
  for (let row = 0; row < heightPx; row++) {
    const from = (y + row) * image.widthPx + x
    data.set(image.data.subarray(from, from + widthPx), row * widthPx)
  }
  return { widthPx, heightPx, data }
}

function doubled(image: GrayImage): GrayImage {
  const { widthPx: w, heightPx: h, data: source } = image
  const data = new Uint8Array(4 * w * h)
  for (let row = 0; row < 2 * h; row++) {
    const y = Math.max(0, (row - 0.5) / 2)
    const ya = Math.floor(y)
    const yb = Math.min(h - 1, ya + 1)
    const fy = y - ya
    for (let column = 0; column < 2 * w; column++) {
      const x = Math.max(0, (column - 0.5) / 2)
      const xa = Math.floor(x)
      const xb = Math.min(w - 1, xa + 1)
      const fx = x - xa
      const top = source[ya * w + xa]! * (1 - fx) + source[ya * w + xb]! * fx
      const bottom = source[yb * w + xa]! * (1 - fx) + source[yb * w + xb]! * fx
      data[row * 2 * w + column] = top * (1 - fy) + bottom * fy + 0.5
    }
  }
  return { widthPx: 2 * w, heightPx: 2 * h, data }
}

// A 3 × 3 mean.
function soften(image: GrayImage): GrayImage {
  const { widthPx: w, heightPx: h, data: source } = image
  const data = new Uint8Array(source)
  for (let row = 1; row < h - 1; row++) {
    for (let column = 1; column < w - 1; column++) {
      const at = row * w + column
      let sum = 0
      for (let k = at - w; k <= at + w; k += w) sum += source[k - 1]! + source[k]! + source[k + 1]!
      data[at] = sum / 9 + 0.5
    }
  }
  return { widthPx: w, heightPx: h, data }
}
