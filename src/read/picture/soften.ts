/** Blurs in place: each pixel with a quarter of its neighbours, across and down, so many times. Beyond the edge there is nothing. */
export function soften(values: Float32Array, widthPx: number, heightPx: number, times: number): void {
  for (let pass = 0; pass < times; pass++) {
    smear(values, heightPx, widthPx, widthPx, 1)
    smear(values, widthPx, heightPx, 1, widthPx)
  }
}

function smear(values: Float32Array, lines: number, length: number, lineStep: number, step: number): void {
  for (let line = 0; line < lines; line++) {
    let before = 0
    for (let i = 0; i < length; i++) {
      const at = line * lineStep + i * step
      const here = values[at]!
      const after = i + 1 < length ? values[at + step]! : 0
      values[at] = 0.25 * before + 0.5 * here + 0.25 * after
      before = here
    }
  }
}
