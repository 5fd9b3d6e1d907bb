import { encodePageCode } from '../../contract/pageCode.ts'
import type { LayoutPage } from '../../contract/layout.ts'
import type { LoadedForm } from '../../contract/form.ts'
import type { PageCheck } from '../check.ts'

const SMALLEST_MM = 18
const SMALLEST_MODULE_MM = 0.5

/** The page code is large enough, and so are its modules, with a serial in it. */
export const checkCode: PageCheck = (page, form, report) => {
  const { sizeMm } = page.code
  const other = { zh: '二维码边长', en: 'the page code' }
  if (sizeMm < SMALLEST_MM) report('size', 'code', { foundMm: sizeMm, demandedMm: SMALLEST_MM, other })
  const foundMm = moduleMm(page, form)
  if (foundMm < SMALLEST_MODULE_MM) report('code-module', 'code', { foundMm, demandedMm: SMALLEST_MODULE_MM })
}

/** Side of one module with the longest text this page's code can hold. */
export function moduleMm(page: LayoutPage, { layout }: Pick<LoadedForm, 'layout'>): number {
  const { form, version, fingerprint, pages } = layout
  const text = encodePageCode({ form, version, page: page.page, pages: pages.length, serial: '00000000', fingerprint })
  const symbol = CAPACITY_Q.findIndex((characters) => text.length <= characters) + 1
  return page.code.sizeMm / (17 + 4 * symbol)
}

// Alphanumeric characters at error level Q in QR versions 1 to 10 (ISO/IEC 18004, table 7).
const CAPACITY_Q = [16, 29, 47, 67, 87, 108, 125, 157, 189, 221]
