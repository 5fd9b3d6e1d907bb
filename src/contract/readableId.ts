import { isSerial } from './serial.ts'

/** What a person typed of the id that is printed beside a page code. */
export interface ReadableId {
  /** Null where only serial and page were typed. */
  readonly form: { readonly form: string; readonly version: number } | null
  readonly page: number
  readonly serial: string
}

/**
 * `GOLDEN-IDEAS-2021 v1 p1/2 K7QF-3M9D`, or the end of it in any order: `K7QF-3M9D p1`, `k7qf3m9d/1`. Null for anything else, and for a serial
 * with a wrong sign in it: its check character shows.
 */
export function parseReadableId(typed: string): ReadableId | null {
  const text = typed.normalize('NFKC').toUpperCase().trim()
  const serial = /(?:^|\s)([0-9A-Z]{4})-?([0-9A-Z]{4})(?=$|\s|\/|,)/.exec(text)
  if (serial === null || !isSerial(serial[1]! + serial[2]!)) return null
  const rest = `${text.slice(0, serial.index)} ${text.slice(serial.index + serial[0].length).replace(/^[/,]/, ' ')}`
  const page = /(?:^|\s)P?(\d{1,2})(?:\+|\/\d{1,2})?(?=$|\s)/.exec(rest)
  if (page === null) return null
  const form = /(?:^|\s)([A-Z0-9-]*[A-Z][A-Z0-9-]*)\s+V(\d{1,4})(?=$|\s)/.exec(rest)
  const rests = rest.replace(page[0], ' ').replace(form?.[0] ?? '', ' ')
  if (rests.trim() !== '') return null
  return {
    form: form === null ? null : { form: form[1]!.toLowerCase(), version: Number(form[2]) },
    page: Number(page[1]),
    serial: serial[1]! + serial[2]!,
  }
}
