import type { FittedPage } from '../../src/contract/digitize.ts'
import { registerPage } from '../../src/register/registerPage.ts'
import { blankOf, formSheet, layout, pageSize, scan, type ScanSettings, type Sheet } from '../register/syntheticPage.ts'

const blank = blankOf(formSheet())

/** A form page with what `draw` put on it, scanned and fitted. */
export function fittedPage(draw: (sheet: Sheet) => void, settings: ScanSettings = { dpi: 200, noise: 6 }): FittedPage {
  const sheet = formSheet()
  draw(sheet)
  const { image, codeCornersPx } = scan(sheet, settings)
  const registered = registerPage({ image, layout, pageSize, codeCornersPx, blanks: [blank] })
  if (registered === null) throw new Error('the page was not fitted')
  return { image, ...registered, layout }
}
