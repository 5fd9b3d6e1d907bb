import type { PageCode } from './page.ts'
import { isSerial } from './serial.ts'

/**
 * The text in a page's QR: `XC1*FORM*VERSION*PAGE*PAGES*SERIAL*FINGERPRINT`, SERIAL empty on the mass-print form. Only
 * characters of QR's alphanumeric mode, which keeps the modules large. `XC1` names the scheme and its version.
 */
export function encodePageCode(code: PageCode): string {
  const { form, version, page, pages, serial, fingerprint } = code
  return ['XC1', form, version, page, pages, serial ?? '', fingerprint].join('*').toUpperCase()
}

/** null for anything that is not exactly one of ours, a serial with a wrong check character included. */
export function parsePageCode(text: string): PageCode | null {
  const match = /^XC1\*([A-Z0-9-]{1,32})\*(\d{1,4})\*(\d{1,2})\*(\d{1,2})\*([0-9A-Z]{8})?\*([0-9A-F]{8})$/.exec(text)
  if (match === null) return null
  const [, form, version, page, pages, serial, fingerprint] = match
  if (serial !== undefined && !isSerial(serial)) return null
  const code: PageCode = {
    form: form!.toLowerCase(),
    version: Number(version),
    page: Number(page),
    pages: Number(pages),
    serial: serial ?? null,
    fingerprint: fingerprint!.toLowerCase(),
  }
  return code.version >= 1 && code.page >= 1 && code.page <= code.pages ? code : null
}
