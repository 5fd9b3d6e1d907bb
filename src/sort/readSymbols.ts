import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, purgeZXingModule, readBarcodes, type Binarizer } from 'zxing-wasm/reader'
import type { GrayImage } from '../contract/image.ts'
import type { FoundCode } from '../contract/page.ts'

export interface SymbolOptions {
  readonly binarizer?: Binarizer
  readonly denoise?: boolean
  readonly downscale?: boolean
  /** Code 128 as well, in all four directions. */
  readonly bars?: boolean
}

/** Every QR symbol zxing finds in one pass over the image, at any rotation; corners in its pixels. */
export async function readSymbols(image: GrayImage, options: SymbolOptions = {}): Promise<FoundCode[]> {
  prepare()
  const bars = options.bars ?? false
  const symbols = await readBarcodes(asGraymap(image), {
    formats: bars ? ['QRCode', 'Code128'] : ['QRCode'],
    // The finder patterns are read in any direction: turning the image as well would only cost time. Bars are not.
    tryRotate: bars,
    tryInvert: false,
    tryDownscale: options.downscale ?? false,
    tryDenoise: options.denoise ?? false,
    binarizer: options.binarizer ?? 'LocalAverage',
    textMode: 'Plain',
    maxNumberOfSymbols: 8,
  })
  renewAfter(symbols.length)
  return symbols
    .filter((symbol) => symbol.isValid && !symbol.isMirrored && symbol.text !== '')
    .map(({ text, position: { topLeft, topRight, bottomRight, bottomLeft } }) => ({
      text,
      cornersPx: [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({ x, y })),
    })) as unknown as FoundCode[]
}

let prepared = false
let found = 0

/**
 * zxing-wasm 3.1 lets nothing go of what it found: 1.5 kB a symbol, 300 MB after 200,000 (test/faults/README.md, row B4). A new module begins with
 * nothing, and takes some 30 ms.
 */
function renewAfter(symbols: number): void {
  found += symbols
  if (found < RENEWED_AFTER) return
  purgeZXingModule()
  prepared = false
  found = 0
}
const RENEWED_AFTER = 2000

// Without its own bytes the package would fetch the module from a CDN.
function prepare(): void {
  if (prepared) return
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const bytes = readFileSync(path)
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  prepareZXingModule({ overrides: { wasmBinary } })
  prepared = true
}

// Raw pixels the package takes as RGBA only, to make grey of them again: four bytes for one, and two loops over all. A file it takes as it is,
// and of all it knows the portable graymap is the picture's own bytes behind one line.
function asGraymap({ widthPx, heightPx, data }: GrayImage): Uint8Array<ArrayBuffer> {
  const head = Buffer.from(`P5 ${widthPx} ${heightPx} 255\n`, 'latin1')
  const file = new Uint8Array(head.length + widthPx * heightPx)
  file.set(head)
  file.set(data, head.length)
  return file
}
