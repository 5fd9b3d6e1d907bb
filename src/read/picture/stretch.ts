import type { GrayImage } from '../../contract/image.ts'

/**
 * How dark the pen of these crops is: the grey that `inkPx` of their pixels are darker than or equal to, 0..255. One
 * value for a whole field, because one pen wrote it: a cell of its own would take paper grain for ink.
 */
export function inkLevel(crops: readonly GrayImage[], inkPx: number): number {
  const histogram = new Uint32Array(256)
  for (const { data } of crops) for (const value of data) histogram[value]!++
  let seen = 0
  for (let value = 0; value < 256; value++) {
    seen += histogram[value]!
    if (seen >= inkPx) return value
  }
  return 255
}

/** Grey values spread so that `inkLevel` becomes black and paper white. Helps faint pencil (RECOGNITION.md). */
export function stretch(image: GrayImage, inkLevel: number): GrayImage {
  const span = Math.max(1, PAPER - inkLevel)
  const table = Uint8Array.from({ length: 256 }, (_, v) => Math.min(255, Math.max(0, ((v - inkLevel) * 255) / span)))
  return { ...image, data: image.data.map((value) => table[value]!) }
}

// Scanners put paper a little below white.
const PAPER = 245
