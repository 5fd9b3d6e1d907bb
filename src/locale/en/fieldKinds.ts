import type { ScreenWords } from '../zh/screen.ts'

/** Kinds of fields, as `scoreOf` names them. */
export const fieldKinds: ScreenWords['fieldKinds'] = {
  choice: 'ticks',
  signature: 'signature',
  blank: 'blank',
  printed: 'print',
  name: 'name',
  address: 'address',
  list: 'list',
  grid: 'squared paper',
  line: 'line of text',
  comb: 'comb',
  digits: 'digits',
  telephone: 'telephone',
  count: 'count',
  postcode: 'postcode',
  id: 'identity number',
  date: 'date',
  email: 'e-mail',
}
