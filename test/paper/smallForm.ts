import type { BlankPage } from '../../src/contract/image.ts'
import type { BoxMm, Layout } from '../../src/contract/layout.ts'

/** A hand-made form on A6 with one field of each kind and a continuation sheet: small, so that the tests are quick. */
export const smallLayout: Layout = {
  form: 'small',
  version: 1,
  fingerprint: '00000000',
  pageSize: { widthMm: 105, heightMm: 148 },
  pages: [
    {
      page: 1,
      optional: false,
      fiducials: fiducials(),
      code: { xMm: 74, yMm: 12, sizeMm: 18 },
      fields: [
        {
          id: 'colour',
          kind: 'choice',
          decoder: 'text',
          label: { zh: '颜色', en: 'Colour' },
          personal: false,
          rules: { required: true, min: 1, max: 2 },
          boxMm: { x: 16, y: 34, w: 60, h: 4.6 },
          options: ['red', 'green', 'blue', 'grey'].map((value, i) => ({
            value,
            label: { zh: '红', en: value },
            boxMm: { x: 16 + i * 18, y: 34, w: 4.6, h: 4.6 },
          })),
        },
        comb('telephone', 'telephone', 46, 11, true),
        comb('day', 'date', 58, 8, true),
        comb('post', 'postcode', 70, 6, false),
        {
          id: 'who',
          kind: 'line',
          decoder: 'name',
          label: { zh: '姓名', en: 'Name' },
          personal: true,
          rules: { required: true },
          boxMm: { x: 16, y: 82, w: 60, h: 9 },
        },
        {
          id: 'mail',
          kind: 'line',
          decoder: 'email',
          label: { zh: '邮箱', en: 'E-mail' },
          personal: true,
          rules: { required: false },
          boxMm: { x: 16, y: 95, w: 74, h: 9 },
        },
        {
          id: 'signed',
          kind: 'signature',
          decoder: 'name',
          label: { zh: '签名', en: 'Signature' },
          personal: true,
          rules: { required: false },
          boxMm: { x: 16, y: 110, w: 50, h: 12 },
        },
      ],
    },
    grid(2, 'idea', false),
    grid(3, 'idea-2', true),
  ],
}

/** The layout painted at `pxPerMm`: discs, a block for the code, box outlines in grey. */
export function smallBlanks(pxPerMm = 300 / 25.4): BlankPage[] {
  return smallLayout.pages.map((page) => {
    const widthPx = Math.round(smallLayout.pageSize.widthMm * pxPerMm)
    const heightPx = Math.round(smallLayout.pageSize.heightMm * pxPerMm)
    const data = new Uint8Array(widthPx * heightPx).fill(255)
    const fill = ({ x, y, w, h }: BoxMm, level: number): void => {
      for (let row = Math.round(y * pxPerMm); row < Math.round((y + h) * pxPerMm); row++)
        data.fill(level, row * widthPx + Math.round(x * pxPerMm), row * widthPx + Math.round((x + w) * pxPerMm))
    }
    for (const { xMm, yMm, sizeMm } of page.fiducials)
      disc(data, widthPx, pxPerMm, xMm + sizeMm / 2, yMm + sizeMm / 2, sizeMm / 2)
    fill({ x: page.code.xMm, y: page.code.yMm, w: page.code.sizeMm, h: page.code.sizeMm }, 40)
    for (const field of page.fields)
      for (const box of [...(field.cells ?? []), ...(field.options ?? []).map((option) => option.boxMm)]) {
        fill(box, 170)
        fill({ x: box.x + 0.25, y: box.y + 0.25, w: box.w - 0.5, h: box.h - 0.5 }, 255)
      }
    return { widthPx, heightPx, pxPerMm, data }
  })
}

/** Sixteen samples a pixel, so that the disc's centroid is where the layout says. */
function disc(data: Uint8Array, widthPx: number, pxPerMm: number, xMm: number, yMm: number, radiusMm: number): void {
  const reach = radiusMm + 0.3
  for (let row = Math.floor((yMm - reach) * pxPerMm); row < (yMm + reach) * pxPerMm; row++)
    for (let column = Math.floor((xMm - reach) * pxPerMm); column < (xMm + reach) * pxPerMm; column++) {
      let hits = 0
      for (let k = 0; k < 16; k++) {
        const dx = (column + ((k % 4) + 0.5) / 4) / pxPerMm - xMm
        const dy = (row + (Math.floor(k / 4) + 0.5) / 4) / pxPerMm - yMm
        if (dx * dx + dy * dy < radiusMm * radiusMm) hits++
      }
      data[row * widthPx + column] = 255 - (hits * 255) / 16
    }
}

function fiducials(): Layout['pages'][number]['fiducials'] {
  const places: [string, number, number][] = [
    ['tl', 8, 8],
    ['tr', 94, 8],
    ['ml', 8, 60],
    ['mr', 94, 90],
    ['bl', 8, 137],
    ['br', 94, 137],
    ['bm', 60, 137],
  ]
  return places.map(([id, xMm, yMm]) => ({ id, xMm, yMm, sizeMm: 4 }))
}

type Field = Layout['pages'][number]['fields'][number]

function comb(id: string, decoder: Field['decoder'], y: number, count: number, required: boolean): Field {
  return {
    id,
    kind: 'comb',
    decoder,
    label: { zh: id, en: id },
    personal: true,
    rules: { required, ...(decoder === 'date' ? { inWindow: true } : {}) },
    boxMm: { x: 16, y, w: count * 6.6, h: 8 },
    cells: Array.from({ length: count }, (_, i) => ({ x: 16 + i * 6.6, y, w: 6.6, h: 8 })),
  }
}

function grid(page: number, id: string, optional: boolean): Layout['pages'][number] {
  const columns = 8
  const rows = 9
  return {
    page,
    optional,
    fiducials: fiducials(),
    code: { xMm: 74, yMm: 12, sizeMm: 18 },
    fields: [
      {
        id,
        kind: 'grid',
        decoder: 'text',
        label: { zh: '建议内容', en: 'Idea' },
        personal: false,
        rules: { required: !optional },
        boxMm: { x: 16, y: 34, w: columns * 9.4, h: rows * 11 },
        cells: Array.from({ length: columns * rows }, (_, i) => ({
          x: 16 + (i % columns) * 9.4,
          y: 34 + Math.floor(i / columns) * 11,
          w: 9.4,
          h: 9.4,
        })),
        ...(optional ? { continues: 'idea' } : {}),
      },
    ],
  }
}
