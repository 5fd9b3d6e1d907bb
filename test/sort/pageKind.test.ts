import { describe, expect, it } from 'vitest'
import type { PageImage } from '../../src/contract/image.ts'
import { isBlankPage } from '../../src/sort/pageKind.ts'
import {
  disc,
  emptySheet,
  fill,
  formSheet,
  scan,
  seeded,
  stroke,
  type ScanSettings,
  type Sheet,
} from '../register/syntheticPage.ts'

const see = (draw: (sheet: Sheet) => void, settings: Partial<ScanSettings> = {}): PageImage => {
  const sheet = emptySheet()
  draw(sheet)
  return scan(sheet, { dpi: 100, noise: 6, ...settings }).image
}

const papers: Record<string, () => PageImage> = {
  'plain paper': () => see(() => {}),
  'noisy paper in uneven light': () => see(() => {}, { noise: 18, light: (x) => 0.7 + 0.3 * (x / 210) }),
  'a dark border of the scanner': () => see((s) => (fill(s, { x: 0, y: 0, w: 5, h: 297 }, 0.95), fill(s, { x: 0, y: 290, w: 210, h: 7 }, 0.9))), // prettier-ignore
  'a crease': () => see((s) => stroke(s, [[0, 148], [210, 149]], 0.5, 0.5)), // prettier-ignore
  'a streak of the scanner': () => see((s) => fill(s, { x: 77, y: 0, w: 0.3, h: 297 }, 0.8)),
  dust: () =>
    see((s) => {
      const random = seeded(3)
      for (let k = 0; k < 25; k++)
        disc(s, { x: 10 + 190 * random(), y: 10 + 270 * random() }, 0.15 + 0.2 * random(), 0.9)
    }),
  'print that shines through': () => throughPaper(formSheet()),
  'black and white paper with specks': () => see(() => {}, { bits: 1, noise: 30 }),
}

const writings: Record<string, () => PageImage> = {
  'a form page': () => scan(formSheet(), { dpi: 100, noise: 10 }).image,
  'a form page in black and white': () => scan(formSheet(), { dpi: 200, bits: 1 }).image,
  'a page with one line of writing': () => see((s) => scrawl(s, 0.7)),
  'a page with one line of pencil': () => see((s) => scrawl(s, 0.45)),
  'a dark page': () => see((s) => fill(s, { x: 0, y: 0, w: 210, h: 297 }, 0.7)),
}

describe('isBlankPage', () => {
  it.each(Object.entries(papers))('takes %s for blank', (_, make) => {
    expect(isBlankPage(make())).toBe(true)
  })
  it.each(Object.entries(writings))('does not take %s for blank', (_, make) => {
    expect(isBlankPage(make())).toBe(false)
  })
})

function scrawl(sheet: Sheet, dark: number): void {
  for (let k = 0; k < 8; k++) {
    const x = 40 + k * 9
    stroke(sheet, [[x, 100], [x + 6, 101], [x + 2, 107], [x + 7, 106]], 0.5, dark) // prettier-ignore
    stroke(sheet, [[x + 3, 97], [x + 3, 108]], 0.5, dark) // prettier-ignore
  }
}

// From the other side, print shows at a seventh of its darkness, mirrored and blurred by the paper.
function throughPaper(form: Sheet): PageImage {
  const data = new Float32Array(form.data.length)
  const { widthPx: w, heightPx: h } = form
  for (let y = 3; y < h - 3; y++)
    for (let x = 3; x < w - 3; x++) {
      let sum = 0
      for (let d = -3; d <= 3; d++) sum += form.data[(y + d) * w + w - 1 - x]! + form.data[y * w + w - 1 - x - d]!
      data[y * w + x] = 255 - (255 - sum / 14) * 0.15
    }
  return scan({ widthPx: w, heightPx: h, data }, { dpi: 100, noise: 5 }).image
}
