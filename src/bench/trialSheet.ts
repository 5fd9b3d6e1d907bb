import type { FormDefinition, LoadedForm } from '../contract/form.ts'
import { artworkOf } from '../form/artwork.ts'
import { layoutOf } from '../form/layout.ts'

/**
 * A form that asks the same things over and over: two pages with some fifty answers, in the sizes and tints of a real form. What a score
 * means takes hundreds of answers of each kind, and a letter has one telephone.
 */
export function trialSheet(): LoadedForm {
  return {
    id: definition.form,
    version: definition.version,
    title: definition.title,
    campaign,
    layout: layoutOf(definition),
    artwork: artworkOf(definition, campaign),
    printedFingerprint: null,
  }
}

export const TRIAL_SHEET = 'trial-sheet'

type Page = FormDefinition['pages'][number]
type Field = Page['fields'][number]

const campaign: LoadedForm['campaign'] = {
  id: TRIAL_SHEET,
  title: { zh: '校准试填表', en: 'Trial sheet for calibration' },
  organisers: [{ zh: '献策', en: 'Xiance' }],
  window: { from: '2021-07-15', to: '2021-09-30' },
  address: { postcode: '410004', zh: '不邮寄', en: 'not to be posted' },
  promise: { zh: '仅用于校准。', en: 'For calibration only.' },
}

// Everything keeps off the planned folds, as on a real form: across x = 105, along y = 74.25, 99, 148.5, 198 and 222.75.
const LEFT = 20
const RIGHT = 110.8
const COLUMNS = [LEFT, RIGHT]
const CELL = { cellW: 6.6, cellH: 8 }
const PHONES = [47, 58, 82, 107, 156]
const DATES = [129, 178, 208, 230]
const IDS = [167, 186.5, 241, 252]
const EMAILS = [118, 137.8, 263]
const TITLES = [50, 82, 106.5, 118.5]
const UNITS = [130, 139, 153.5, 163]
const CHOICES = [175, 183, 206, 213, 230, 238, 246, 254]
const SIGNATURES = [262]

// Optional: what an empty field looks like is to be learnt too, and about one in five is left empty.
const shell = (id: string, zh: string) => ({ id, label: { zh, en: id } })
const at = (left: number, ...groups: [cell: number, count: number][]) =>
  groups.map(([cell, count]) => ({ x: left + cell * CELL.cellW, count }))

function comb(
  decoder: 'telephone' | 'date' | 'id' | 'email',
  y: number,
  groups: { x: number; count: number }[],
): Field {
  const id = `${decoder}-${Math.round(y)}-${Math.round(groups[0]!.x)}`
  return { ...shell(id, decoder), kind: 'comb', decoder, inWindow: decoder === 'date', comb: { y, ...CELL, groups } }
}

const numbers: Field[] = [
  ...PHONES.flatMap((y) => COLUMNS.map((left) => comb('telephone', y, at(left, [0, 3], [3.5, 4], [8, 4])))),
  ...DATES.flatMap((y) => COLUMNS.map((left) => comb('date', y, at(left, [0, 4], [5, 2], [8, 2])))),
  ...IDS.map((y) => comb('id', y, [...at(LEFT, [0, 12]), ...at(RIGHT, [0, 6])])),
  ...EMAILS.map((y) => comb('email', y, [...at(LEFT, [0, 12]), ...at(RIGHT, [0, 12])])),
]

const OPTIONS = ['a', 'b', 'c', 'd', 'e', 'f']

const words: Field[] = [
  ...TITLES.map((y): Field => ({
    ...shell(`title-${Math.round(y)}`, '标题'),
    kind: 'grid',
    decoder: 'text',
    grid: { x: 20, y, columns: 17, rows: 1, cellW: 10, cellH: 10 },
  })),
  ...UNITS.flatMap((y) =>
    COLUMNS.map((left): Field => ({
      ...shell(`unit-${Math.round(y)}-${Math.round(left)}`, '单位'),
      kind: 'line',
      decoder: 'text',
      box: [left, y, 79, 8],
    })),
  ),
  ...CHOICES.map((y): Field => ({
    ...shell(`choice-${y}`, '选择'),
    kind: 'choice',
    max: 3,
    place: { xs: [20, 40.2, 60.4, 80.6, 110.8, 131], ys: [y], boxMm: 4.6, labelMm: 13, labelStyle: 'plain' },
    options: OPTIONS.map((value) => ({ value, label: { zh: value.toUpperCase(), en: value } })),
  })),
  ...SIGNATURES.flatMap((y) =>
    COLUMNS.map((left): Field => ({
      ...shell(`signed-${Math.round(left)}`, '签名'),
      kind: 'signature',
      box: [left, y, 60, 12],
    })),
  ),
]

// Black print, as every form has: of a scan in black and white, little more than that is left to place the page by.
const SENTENCE = '请用黑色笔填写，每格一个字或一个数字；写错时划去，重写在下一格，请勿折叠定位圆点。'
const TEXT = {
  zh: SENTENCE,
  en: 'One character in each cell, with a black pen; strike out what is wrong and write it again in the next cell.',
}

function page(number: number, fields: Field[], textLines: readonly number[]): Page {
  return {
    page: number,
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
    fields,
    art: [
      { draw: 'text', box: [20, 14, 120, 10], text: { zh: '{title}', en: '{title}' }, style: 'plain' },
      { draw: 'rule', from: [20, 40], to: [150, 40], widthMm: 0.6 },
      { draw: 'rule', from: [20, 277], to: [190, 277], widthMm: 0.3 },
      ...textLines.map((y) => ({
        draw: 'text' as const,
        box: [20, y, y < 40 ? 130 : 172, 4.5] as [number, number, number, number],
        text: TEXT,
        style: 'plain',
      })),
    ],
  }
}

const definition: FormDefinition = {
  form: TRIAL_SHEET,
  version: 1,
  title: campaign.title,
  pageSize: { widthMm: 210, heightMm: 297 },
  fiducialMm: 5,
  captionStyle: 'plain',
  idStyle: 'plain',
  styles: { plain: { font: 'sans', weight: 400, sizePt: { zh: 8, en: 8 } } },
  pages: [
    page(1, numbers, [25, 30, 68, 76, 91, 101, 148.5, 196, 200, 218, 223, 272]),
    page(2, words, [25, 30, 42.5, 63, 68, 72, 94, 100, 148, 192, 197, 222]),
  ],
}
