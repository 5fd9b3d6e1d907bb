import type { LoadedForm } from '../../../src/contract/form.ts'
import { sheetOf, type Field } from '../digits/combForm.ts'

/** A page of 34 writing lines as wide and as high as the real form's, to measure the reader of lines on. */
export function lineForm(): LoadedForm {
  return sheetOf(
    'lines',
    ROWS.flatMap((y) => [20, 110.8].map((x) => line(x, y))),
  )
}

const ROWS = [46, 55.6, 81, 103.5, 113.1, 122.7, 132.3, 153, 162.6, 172.2, 181.8, 204, 227, 236.6, 246.2, 255.8, 265.4]

// Half of them ask for a unit, half for anything.
function line(x: number, y: number): Field {
  const zh = x < 105 ? '单位' : '意见'
  const id = `${x < 105 ? 'unit' : 'remark'}-${Math.round(y)}`
  return { id, kind: 'line', decoder: 'text', label: { zh, en: id }, required: true, box: [x, y, 79, 8] }
}
