import type { LoadedForm } from '../../../src/contract/form.ts'
import type { LayoutField } from '../../../src/contract/layout.ts'
import { allDivisions, type Division } from '../../../src/read/decode/divisions.ts'
import { sheetOf, type Field } from '../digits/combForm.ts'

/**
 * A page of grids that ask for a unit of a list or for a division of China. Citizens write from a longer list than the reader knows: what
 * it does not know is planted, and is to be rejected, not bent into what it knows.
 */
export function plantedForm(): LoadedForm {
  return sheetOf(
    'planted',
    ROWS.map((y, i) => grid(i % 2 === 0 ? 'unit' : 'division', y)),
  )
}

const ROWS = [46, 55.6, 81, 103.5, 113.1, 122.7, 132.3, 153, 162.6, 172.2, 181.8, 204, 227, 236.6, 246.2, 255.8, 265.4]
const OFFICES = ['政务服务中心', '行政审批局', '不动产登记中心']
const units = (places: string): string[] =>
  places.split(' ').flatMap((place) => OFFICES.map((office) => place + office))

/** What the reader knows; units differ in two characters of eight or nine. */
export const LISTED = units('长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西')
// Of a province next door, or of another office: one character to three away from a listed one.
const UNLISTED = [...units('南昌 衡水 益西'), '长沙政务办事中心', '株洲税务服务中心', '岳阳行政复议局']
const NO_DIVISIONS = ['湖南省长河市天心区', '湖北省株洲市石峰区', '湖南省湘潭市岳麓区', '北京市岳阳区']

function grid(of: 'unit' | 'division', y: number): Field {
  const zh = of === 'unit' ? '单位' : '区划'
  const values = of === 'unit' ? [...LISTED, ...UNLISTED] : [...divisions(), ...NO_DIVISIONS]
  const place = { x: 20, y, columns: 17, rows: 1, cellW: 10, cellH: 9 }
  const id = `${of}-${Math.round(y)}`
  return { id, kind: 'grid', decoder: 'list', label: { zh, en: id }, required: true, max: 17, values, grid: place }
}

/** The field as the reader knows it. */
export function asRead(field: LayoutField): LayoutField {
  return field.id.startsWith('unit')
    ? { ...field, rules: { ...field.rules, values: LISTED } }
    : { ...field, decoder: 'address', rules: { required: true } }
}

export function isPlanted(text: string): boolean {
  return UNLISTED.includes(text) || NO_DIVISIONS.includes(text)
}

/** Counties of Hunan written out from the province on, every third of them. */
function divisions(): string[] {
  const hunan = allDivisions().parts.find(({ names }) => names[0] === '湖南省')!
  const name = ({ names }: Division): string => names[0]!
  return hunan.parts
    .flatMap((prefecture) => prefecture.parts.map((county) => name(hunan) + name(prefecture) + name(county)))
    .filter((text, i) => i % 3 === 0 && text.length <= 13)
}
