import type { FormDefinition, LoadedForm, PageDefinition } from '../../../src/contract/form.ts'
import { artworkOf } from '../../../src/form/artwork.ts'
import { layoutOf } from '../../../src/form/layout.ts'

/** A page of combs and nothing else, of the size and the tint of the real form's, to measure readers of combs on. */
export function combForm(): LoadedForm {
  return sheetOf('combs', fields)
}

/** A page of these fields among the black print that every form has. */
export function sheetOf(id: string, own: readonly Field[]): LoadedForm {
  const definition = definitionOf(id, own)
  return {
    id,
    version: definition.version,
    title: definition.title,
    campaign,
    layout: layoutOf(definition),
    artwork: artworkOf(definition, campaign),
    printedFingerprint: null,
  }
}

const campaign: LoadedForm['campaign'] = {
  id: 'combs',
  title: { zh: '填写试页', en: 'To be measured' },
  organisers: [{ zh: '试', en: 'nobody' }],
  window: { from: '2021-07-15', to: '2021-09-30' },
  address: { postcode: '410004', zh: '无', en: 'none' },
  promise: { zh: '无', en: 'none' },
}

// Two columns clear of the fold at x = 105, rows clear of those by the height of the page, as on the real form.
const [LEFT, RIGHT] = [20, 110.8]
const CELL = { cellW: 6.6, cellH: 8 }
const PHONE_ROWS = [46, 55.6, 103.5, 113.1, 153, 162.6, 227, 236.6]
const DATE_ROWS = [122.7, 246.2]
const ID_ROWS = [132.3, 172.2, 255.8]
const EMAIL_ROWS = [181.8, 265.4]

// Black print, as every form has: of a scan in black and white, little more than that is left to place the page by.
const TEXT_LINES = [25, 30, 65, 70, 75, 92, 97, 141.5, 146.5, 191, 196, 215, 220, 280]
const HALF = '请用黑色笔填写，每格一个数字或字母；写错时划去重写在下一格，请勿折叠定位圆点。'
const TEXT = {
  zh: HALF + HALF.slice(0, 20),
  en: 'One digit or letter in each cell, with a black pen; strike out what is wrong.',
}
const lineAt = (y: number): [number, number, number, number] => [20, y, y < 40 ? 130 : 172, 4.5]

export type Field = PageDefinition['fields'][number]

function comb(id: string, decoder: Field['decoder'], y: number, groups: { x: number; count: number }[]): Field {
  return {
    id: `${id}-${Math.round(y)}-${Math.round(groups[0]!.x)}`,
    kind: 'comb',
    decoder: decoder!,
    label: { zh: id, en: id },
    required: true,
    ...(decoder === 'date' ? { inWindow: true } : {}),
    comb: { y, ...CELL, groups },
  }
}

function grid(id: 'list' | 'address', y: number, rules: { values?: string[] }): Field {
  const place = { x: LEFT, y, columns: 17, rows: 1, cellW: 10, cellH: 10 }
  return { id, kind: 'grid', decoder: id, label: { zh: id, en: id }, required: true, max: 17, ...rules, grid: place }
}

// Units that differ in two characters of eight or nine.
const units = '长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西'
  .split(' ')
  .flatMap((place) => ['政务服务中心', '行政审批局', '不动产登记中心'].map((office) => place + office))

// Cells in groups at whole cells from the column's left edge.
const at = (left: number, ...groups: [cell: number, count: number][]): { x: number; count: number }[] =>
  groups.map(([cell, count]) => ({ x: left + cell * CELL.cellW, count }))

const fields: Field[] = [
  ...PHONE_ROWS.flatMap((y) =>
    [LEFT, RIGHT].map((left) => comb('telephone', 'telephone', y, at(left, [0, 3], [3.5, 4], [8, 4]))),
  ),
  ...DATE_ROWS.flatMap((y) => [LEFT, RIGHT].map((left) => comb('date', 'date', y, at(left, [0, 4], [5, 2], [8, 2])))),
  ...ID_ROWS.map((y) => comb('id', 'id', y, [...at(LEFT, [0, 12]), ...at(RIGHT, [0, 6])])),
  grid('list', 81, { values: units }),
  grid('address', 204, {}),
  ...EMAIL_ROWS.map((y) => comb('email', 'email', y, [...at(LEFT, [0, 12]), ...at(RIGHT, [0, 12])])),
]

const definitionOf = (id: string, own: readonly Field[]): FormDefinition => ({
  form: id,
  version: 1,
  title: campaign.title,
  pageSize: { widthMm: 210, heightMm: 297 },
  fiducialMm: 5,
  captionStyle: 'plain',
  idStyle: 'plain',
  styles: { plain: { font: 'sans', weight: 400, sizePt: { zh: 8, en: 8 } } },
  pages: [
    {
      page: 1,
      fiducials: {
        tl: [12.5, 12.5],
        tr: [197.5, 12.5],
        l1: [12.5, 58.5],
        l2: [12.5, 120.5],
        l3: [12.5, 232.5],
        r1: [197.5, 86.5],
        r2: [197.5, 166.5],
        r3: [197.5, 210.5],
        bl: [12.5, 284.5],
        bm: [140, 284.5],
        br: [197.5, 284.5],
      },
      code: { x: 168, y: 13, size: 20, id: [160, 36.4, 32, 6.4] },
      fields: [...own],
      art: [
        { draw: 'text', box: [20, 14, 120, 10], text: { zh: '{title}', en: '{title}' }, style: 'plain' },
        { draw: 'rule', from: [20, 40], to: [150, 40], widthMm: 0.6 },
        { draw: 'rule', from: [20, 277], to: [190, 277], widthMm: 0.3 },
        ...TEXT_LINES.map((y) => ({ draw: 'text' as const, box: lineAt(y), text: TEXT, style: 'plain' })),
      ],
    },
  ],
})
