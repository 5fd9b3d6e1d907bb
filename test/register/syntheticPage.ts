import bwip from 'bwip-js'
import { encodePageCode } from '../../src/contract/pageCode.ts'
import type { BlankPage, PageImage } from '../../src/contract/image.ts'
import type { LayoutField, LayoutPage } from '../../src/contract/layout.ts'
import type { Box, Point } from '../../src/geometry/point.ts'
import { applyHomography, invertHomography, type Homography } from '../../src/geometry/transform.ts'

/** A plain form page drawn with a few primitives: what the stages are tried on where the truth must be exact. */
export const pageSize = { widthMm: 210, heightMm: 297 }
export const codeText = encodePageCode({
  form: 'synthetic',
  version: 1,
  page: 1,
  pages: 1,
  serial: null,
  fingerprint: '0123abcd',
})

const DRAW_PX_PER_MM = 8
const DISC_MM = 5
const centres: readonly (readonly [string, number, number])[] = [
  ['tl', 12.5, 12.5],
  ['tr', 197.5, 12.5],
  ['l1', 12.5, 100.5],
  ['r1', 197.5, 140.5],
  ['l2', 12.5, 190.5],
  ['r2', 197.5, 220.5],
  ['bl', 12.5, 284.5],
  ['bm', 130, 284.5],
  ['br', 197.5, 284.5],
]

const tick: LayoutField = choice(
  'topics',
  Array.from({ length: 10 }, (_, k) => ({ x: k % 2 === 0 ? 20 : 110, y: 70 + 8 * Math.floor(k / 2), w: 4.6, h: 4.6 })),
)
const comb: LayoutField = {
  id: 'telephone',
  kind: 'comb',
  decoder: 'telephone',
  label: { zh: '手机', en: 'Telephone' },
  personal: true,
  rules: { required: true },
  boxMm: { x: 20, y: 120, w: 11 * 6.6, h: 8 },
  cells: Array.from({ length: 11 }, (_, k) => ({ x: 20 + k * 6.6, y: 120, w: 6.6, h: 8 })),
}
const signature: LayoutField = {
  id: 'signature',
  kind: 'signature',
  decoder: 'text',
  label: { zh: '签名', en: 'Signature' },
  personal: true,
  rules: { required: true },
  boxMm: { x: 120, y: 118, w: 60, h: 12 },
}

export const layout: LayoutPage = {
  page: 1,
  optional: false,
  fiducials: centres.map(([id, x, y]) => ({ id, xMm: x - DISC_MM / 2, yMm: y - DISC_MM / 2, sizeMm: DISC_MM })),
  code: { xMm: 165, yMm: 14, sizeMm: 20 },
  fields: [tick, comb, signature],
}
export const tickField = tick
export const combField = comb
export const signatureField = signature

/** A page of paper to draw on, in millimetres; darkness 0..1 multiplies with what is there. */
export interface Sheet {
  readonly widthPx: number
  readonly heightPx: number
  readonly data: Float32Array
}

export function emptySheet(): Sheet {
  const widthPx = pageSize.widthMm * DRAW_PX_PER_MM
  const heightPx = pageSize.heightMm * DRAW_PX_PER_MM
  return { widthPx, heightPx, data: new Float32Array(widthPx * heightPx).fill(255) }
}

/** The form with its discs, code, boxes, combs and lines of pretended text. */
export function formSheet(): Sheet {
  const sheet = emptySheet()
  for (const [, x, y] of centres) disc(sheet, { x, y }, DISC_MM / 2)
  drawCode(sheet, layout.code)
  for (const { boxMm } of tick.options!) {
    frame(sheet, boxMm, 0.3, 0.9)
    words(sheet, boxMm.x + 6.5, boxMm.y + 0.8, 60, 3)
  }
  for (const cell of comb.cells!) frame(sheet, cell, 0.25, 0.3)
  fill(sheet, { x: 120, y: 130, w: 60, h: 0.25 }, 0.9)
  for (let row = 0; row < 8; row++)
    for (let column = 0; column < 17; column++)
      frame(sheet, { x: 20 + column * 10, y: 150 + row * 13, w: 10, h: 10 }, 0.2, 0.3)
  for (const y of [25, 32, 40, 48, 56, 112, 260, 268]) words(sheet, 25, y, 130, 3.2)
  return sheet
}

export function blankOf(sheet: Sheet): BlankPage {
  return { widthPx: sheet.widthPx, heightPx: sheet.heightPx, data: grey(sheet), pxPerMm: DRAW_PX_PER_MM }
}

/** Darkens a box with soft edges. */
export function fill(sheet: Sheet, box: Box, dark: number): void {
  const k = DRAW_PX_PER_MM
  for (let y = Math.floor(box.y * k); y < Math.ceil((box.y + box.h) * k); y++)
    for (let x = Math.floor(box.x * k); x < Math.ceil((box.x + box.w) * k); x++) {
      if (x < 0 || y < 0 || x >= sheet.widthPx || y >= sheet.heightPx) continue
      const across = Math.min(x + 1, (box.x + box.w) * k) - Math.max(x, box.x * k)
      const down = Math.min(y + 1, (box.y + box.h) * k) - Math.max(y, box.y * k)
      sheet.data[y * sheet.widthPx + x]! *= 1 - dark * across * down
    }
}

/** A pen stroke through points in millimetres. */
export function stroke(sheet: Sheet, points: readonly (readonly [number, number])[], widthMm = 0.5, dark = 0.8): void {
  const k = DRAW_PX_PER_MM
  const xs = points.map(([x]) => x * k)
  const ys = points.map(([, y]) => y * k)
  const reach = (widthMm * k) / 2 + 1
  for (let y = Math.floor(Math.min(...ys) - reach); y <= Math.max(...ys) + reach; y++)
    for (let x = Math.floor(Math.min(...xs) - reach); x <= Math.max(...xs) + reach; x++) {
      if (x < 0 || y < 0 || x >= sheet.widthPx || y >= sheet.heightPx) continue
      let near = Infinity
      for (let s = 1; s < points.length; s++)
        near = Math.min(near, toSegment(x + 0.5, y + 0.5, xs[s - 1]!, ys[s - 1]!, xs[s]!, ys[s]!))
      const cover = Math.min(1, Math.max(0, (widthMm * k) / 2 - near + 0.5))
      sheet.data[y * sheet.widthPx + x]! *= 1 - dark * cover
    }
}

export function disc(sheet: Sheet, at: Point, radiusMm: number, dark = 1): void {
  const k = DRAW_PX_PER_MM
  const r = radiusMm * k
  for (let y = Math.floor(at.y * k - r - 1); y <= at.y * k + r + 1; y++)
    for (let x = Math.floor(at.x * k - r - 1); x <= at.x * k + r + 1; x++) {
      if (x < 0 || y < 0 || x >= sheet.widthPx || y >= sheet.heightPx) continue
      const cover = Math.min(1, Math.max(0, r - Math.hypot(x + 0.5 - at.x * k, y + 0.5 - at.y * k) + 0.5))
      sheet.data[y * sheet.widthPx + x]! *= 1 - dark * cover
    }
}

/** White over everything in a box: torn off, or covered by a sticker. */
export function cover(sheet: Sheet, box: Box): void {
  const k = DRAW_PX_PER_MM
  for (let y = Math.max(0, Math.floor(box.y * k)); y < Math.min(sheet.heightPx, (box.y + box.h) * k); y++)
    for (let x = Math.max(0, Math.floor(box.x * k)); x < Math.min(sheet.widthPx, (box.x + box.w) * k); x++)
      sheet.data[y * sheet.widthPx + x] = 255
}

export interface ScanSettings {
  readonly dpi: number
  readonly rotationDeg?: number
  readonly shiftMm?: Point
  readonly stretch?: Point
  readonly perspective?: Point
  /** Standard deviation of grey noise. */
  readonly noise?: number
  readonly bits?: 1 | 8
  /** Shift of the paper in millimetres at a place of the page: what a fold does. */
  readonly bend?: (xMm: number, yMm: number) => Point
  /** Light at a place of the page, 1 for full. */
  readonly light?: (xMm: number, yMm: number) => number
}

/** The sheet as a scanner sees it, with the exact transform (without `bend`). */
export function scan(
  sheet: Sheet,
  settings: ScanSettings,
): { image: PageImage; truth: Homography; codeCornersPx: Point[] } {
  const k = settings.dpi / 25.4
  const lying = Math.abs(Math.sin(((settings.rotationDeg ?? 0) * Math.PI) / 180)) > 0.7
  const widthPx = Math.round((lying ? pageSize.heightMm : pageSize.widthMm) * k)
  const heightPx = Math.round((lying ? pageSize.widthMm : pageSize.heightMm) * k)
  const truth = transformOf(settings, k, widthPx / k, heightPx / k)
  const back = invertHomography(truth)
  const random = seeded(7)
  const data = new Uint8Array(widthPx * heightPx)
  const noise = settings.noise ?? 0
  for (let y = 0; y < heightPx; y++)
    for (let x = 0; x < widthPx; x++) {
      let at = applyHomography(back, x + 0.5, y + 0.5)
      if (settings.bend !== undefined) {
        const shift = settings.bend(at.x, at.y)
        at = { x: at.x - shift.x, y: at.y - shift.y }
      }
      let value = valueAt(sheet, at)
      value = (30 + (value * 210) / 255) * (settings.light?.(at.x, at.y) ?? 1)
      if (noise > 0) value += noise * (random() + random() + random() - 1.5) * 2
      data[y * widthPx + x] = settings.bits === 1 ? (value < 130 ? 0 : 255) : Math.min(255, Math.max(0, value))
    }
  const { xMm, yMm, sizeMm } = layout.code
  const corners = [[xMm, yMm], [xMm + sizeMm, yMm], [xMm + sizeMm, yMm + sizeMm], [xMm, yMm + sizeMm]] // prettier-ignore
  const codeCornersPx = corners.map(([x, y]) => applyHomography(truth, x!, y!))
  return { image: { widthPx, heightPx, data, dpi: settings.dpi }, truth, codeCornersPx }
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

function transformOf(settings: ScanSettings, k: number, widthMm: number, heightMm: number): Homography {
  const angle = ((settings.rotationDeg ?? 0) * Math.PI) / 180
  const c = Math.cos(angle) * k
  const s = Math.sin(angle) * k
  const sx = settings.stretch?.x ?? 1
  const sy = settings.stretch?.y ?? 1
  const midX = pageSize.widthMm / 2
  const midY = pageSize.heightMm / 2
  const [a, b, d, e] = [c * sx, -s * sy, s * sx, c * sy]
  const shift = settings.shiftMm ?? { x: 0, y: 0 }
  const g = settings.perspective?.x ?? 0
  const h = settings.perspective?.y ?? 0
  const x0 = (widthMm / 2 + shift.x) * k - a * midX - b * midY
  const y0 = (heightMm / 2 + shift.y) * k - d * midX - e * midY
  return [a + x0 * g, b + x0 * h, x0, d + y0 * g, e + y0 * h, y0, g, h, 1]
}

function valueAt({ widthPx, heightPx, data }: Sheet, atMm: Point): number {
  const x = atMm.x * DRAW_PX_PER_MM - 0.5
  const y = atMm.y * DRAW_PX_PER_MM - 0.5
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  if (ix < 0 || iy < 0 || ix >= widthPx - 1 || iy >= heightPx - 1) return 255
  const i = iy * widthPx + ix
  const top = data[i]! * (1 - x + ix) + data[i + 1]! * (x - ix)
  const bottom = data[i + widthPx]! * (1 - x + ix) + data[i + widthPx + 1]! * (x - ix)
  return top * (1 - y + iy) + bottom * (y - iy)
}

function toSegment(x: number, y: number, x0: number, y0: number, x1: number, y1: number): number {
  const dx = x1 - x0
  const dy = y1 - y0
  const t = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / Math.max(1e-9, dx * dx + dy * dy)))
  return Math.hypot(x - x0 - t * dx, y - y0 - t * dy)
}

function grey({ data }: Sheet): Uint8Array {
  return Uint8Array.from(data, (value) => Math.round(value))
}

function frame(sheet: Sheet, { x, y, w, h }: Box, widthMm: number, dark: number): void {
  fill(sheet, { x: x - widthMm / 2, y: y - widthMm / 2, w: w + widthMm, h: widthMm }, dark)
  fill(sheet, { x: x - widthMm / 2, y: y + h - widthMm / 2, w: w + widthMm, h: widthMm }, dark)
  fill(sheet, { x: x - widthMm / 2, y: y + widthMm / 2, w: widthMm, h: h - widthMm }, dark)
  fill(sheet, { x: x + w - widthMm / 2, y: y + widthMm / 2, w: widthMm, h: h - widthMm }, dark)
}

// Strokes of a seeded make-believe script: something with corners everywhere and no period.
function words(sheet: Sheet, xMm: number, yMm: number, widthMm: number, heightMm: number): void {
  const random = seeded(Math.round(xMm * 1000 + yMm))
  for (let x = xMm; x < xMm + widthMm; x += heightMm * 1.1)
    for (let k = 0; k < 5; k++) {
      const across = random() < 0.5
      const long = heightMm * (0.4 + 0.5 * random())
      const at = { x: x + random() * heightMm * 0.5, y: yMm + random() * heightMm * 0.7 }
      fill(sheet, { ...at, w: across ? long : 0.35, h: across ? 0.35 : Math.min(long, yMm + heightMm - at.y) }, 0.95)
    }
}

function drawCode(sheet: Sheet, { xMm, yMm, sizeMm }: LayoutPage['code']): void {
  const [symbol] = bwip.raw('qrcode', codeText, 'eclevel=Q') as unknown as [{ pixs: number[]; pixx: number }]
  const module = sizeMm / symbol.pixx
  symbol.pixs.forEach((dark, i) => {
    if (dark === 0) return
    const box = { x: xMm + (i % symbol.pixx) * module, y: yMm + Math.floor(i / symbol.pixx) * module }
    fill(sheet, { ...box, w: module, h: module }, 1)
  })
}

function choice(id: string, boxes: readonly Box[]): LayoutField {
  return {
    id,
    kind: 'choice',
    decoder: 'text',
    label: { zh: id, en: id },
    personal: false,
    rules: { required: true, min: 1, max: 3 },
    boxMm: { x: 20, y: 70, w: 94.6, h: 36.6 },
    options: boxes.map((boxMm, k) => ({ value: `v${k}`, label: { zh: `选项${k}`, en: `option ${k}` }, boxMm })),
  }
}
