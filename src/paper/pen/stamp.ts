/** Coverage (0..1) of a small rectangle of the page, top-left corner at (`xPx`, `yPx`): one character or one stroke. */
export interface Stamp {
  readonly xPx: number
  readonly yPx: number
  readonly widthPx: number
  readonly heightPx: number
  readonly cover: Float32Array
}

/** All the ink of a page: 0 = none, 255 = full. */
export interface InkSheet {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Uint8Array
}

/** What a pen leaves behind. */
export interface Ink {
  readonly kind: 'gel' | 'ballpoint' | 'pencil'
  /** Grey level of full ink on white paper seen by a grey scanner, and its colour. */
  readonly level: number
  readonly rgb: readonly [number, number, number]
  readonly widthMm: number
  /** How much the ink varies from place to place, 0..1; slow and per grain of the paper. */
  readonly uneven: number
  readonly grain: number
}

export function newSheet(widthPx: number, heightPx: number): InkSheet {
  return { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) }
}

/** Lays a stamp on the sheet. `pressure` 0..1; `phase` chooses the place in the pattern of unevenness. */
export function press(stamp: Stamp, sheet: InkSheet, ink: Ink, pressure = 1, phase = 0): void {
  const top = Math.max(0, -stamp.yPx)
  const bottom = Math.min(stamp.heightPx, sheet.heightPx - stamp.yPx)
  const left = Math.max(0, -stamp.xPx)
  const right = Math.min(stamp.widthPx, sheet.widthPx - stamp.xPx)
  const { uneven, grain } = ink
  for (let row = top; row < bottom; row++) {
    const y = stamp.yPx + row
    let from = row * stamp.widthPx + left
    let to = y * sheet.widthPx + stamp.xPx + left
    for (let column = left; column < right; column++, from++, to++) {
      const cover = stamp.cover[from]!
      if (cover < 0.004) continue
      const x = stamp.xPx + column
      const slow = Math.sin(x * 0.061 + phase) * Math.sin(y * 0.047 + 1.7 * phase)
      const fine = hash(x, y) - 0.5
      let strength = cover * pressure * (1 - uneven * 0.5 * (1 + slow) - grain * (0.5 + fine))
      if (strength > 1) strength = 1
      if (strength <= 0) continue
      const old = sheet.data[to]!
      sheet.data[to] = old + (255 - old) * strength + 0.5
    }
  }
}

/** A number in [0, 1) for each pixel: the grain of the paper. */
function hash(x: number, y: number): number {
  let h = Math.imul(x, 374761393) ^ Math.imul(y, 668265263)
  h = Math.imul(h ^ (h >>> 13), 1274126177)
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32
}
