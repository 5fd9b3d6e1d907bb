import { describe, expect, it } from 'vitest'
import type { GrayImage } from '../../src/contract/image.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { CELL_TINT, TICK_TINT } from '../../src/print/drawLayout.ts'
import { printForm } from '../../src/print/printForm.ts'
import { formCopy } from '../form/forms.ts'

// Whole pixels for whole millimetres: else the page itself is scaled by up to half a pixel.
const PX_PER_MM = 12

describe.each(['golden-ideas-2021', 'service-feedback'])('%s in pixels', (id) => {
  const form = formCopy(id)
  const print = printForm(form, { lang: 'zh', serial: null })
  const pages = form.layout.pages.map((page) => ({ page: page.page, layout: page }))

  it.each(pages)('page $page: fiducials lie within 0.1 mm of the layout', async ({ page, layout }) => {
    const image = await renderPdfPage(await print, page - 1, PX_PER_MM)
    for (const { id, xMm, yMm, sizeMm } of layout.fiducials) {
      // Centre of gravity and area of the ink in the mark's own quiet square.
      const { x, y, areaMm2 } = inkIn(image, { x: xMm - 2, y: yMm - 2, w: sizeMm + 4, h: sizeMm + 4 })
      expect(Math.abs(x - xMm - sizeMm / 2), `${id} x`).toBeLessThan(0.02)
      expect(Math.abs(y - yMm - sizeMm / 2), `${id} y`).toBeLessThan(0.02)
      expect(areaMm2).toBeCloseTo(Math.PI * (sizeMm / 2) ** 2, 0)
    }
  })

  it.each(pages)(
    'page $page: every cell and tick box has its tint on its edges and white inside',
    async ({ page, layout }) => {
      const image = await renderPdfPage(await print, page - 1, PX_PER_MM)
      for (const field of layout.fields) {
        const ticks = (field.options ?? []).map(({ value, boxMm }) => ({
          name: `${field.id}.${value}`,
          box: boxMm,
          tint: TICK_TINT,
        }))
        const cells = (field.cells ?? []).map((box, i) => ({ name: `${field.id}[${i}]`, box, tint: CELL_TINT }))
        for (const { name, box, tint } of [...ticks, ...cells]) {
          const { x, y, w, h } = box
          // 0.5 mm inside the edge nothing but paper: what is found there after fitting is a pen's.
          expect(inkIn(image, { x: x + 0.5, y: y + 0.5, w: w - 1, h: h - 1 }).areaMm2, name).toBe(0)
          for (const edge of [
            { x: x - 0.4, y: y + h / 4, w: 0.8, h: h / 2 },
            { x: x + w - 0.4, y: y + h / 4, w: 0.8, h: h / 2 },
            { x: x + w / 4, y: y - 0.4, w: w / 2, h: 0.8 },
            { x: x + w / 4, y: y + h - 0.4, w: w / 2, h: 0.8 },
          ]) {
            const { areaMm2 } = inkIn(image, edge)
            const inkMm = areaMm2 / Math.max(edge.w, edge.h)
            expect(inkMm / tint, `${name} rule width`).toBeGreaterThan(0.2)
            expect(inkMm / tint, `${name} rule width`).toBeLessThan(0.36)
          }
        }
      }
    },
  )
})

/** Ink of a box of the page: its area as if it were all black, and its centre of gravity in millimetres. */
function inkIn(
  image: GrayImage,
  box: { x: number; y: number; w: number; h: number },
): { x: number; y: number; areaMm2: number } {
  let [ink, sumX, sumY] = [0, 0, 0]
  for (let y = Math.round(box.y * PX_PER_MM); y < Math.round((box.y + box.h) * PX_PER_MM); y++)
    for (let x = Math.round(box.x * PX_PER_MM); x < Math.round((box.x + box.w) * PX_PER_MM); x++) {
      const dark = (255 - image.data[y * image.widthPx + x]!) / 255
      ink += dark
      sumX += dark * (x + 0.5)
      sumY += dark * (y + 0.5)
    }
  return { x: sumX / ink / PX_PER_MM, y: sumY / ink / PX_PER_MM, areaMm2: ink / PX_PER_MM ** 2 }
}
