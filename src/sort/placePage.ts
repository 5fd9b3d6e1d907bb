import type { PageCode } from '../contract/page.ts'
import type { PageReason } from '../contract/reasons.ts'

/** A page that lies in a letter already. */
export interface PlacedPage {
  readonly id: string
  readonly page: number
}

export type Placement =
  | { readonly place: 'letter'; readonly letter: string }
  | { readonly place: 'new letter' }
  | { readonly place: 'held'; readonly reason: PageReason }

/**
 * The letter of a page with a serial: the one that has it, or a new one. A second scan of a page that is there already is
 * held, whichever came first stays: nobody but a person may choose between two scans.
 */
export function placePage(
  page: PlacedPage,
  letter: { readonly id: string; readonly pages: readonly PlacedPage[] } | null,
): Placement {
  if (letter === null) return { place: 'new letter' }
  const there = letter.pages.find((other) => other.page === page.page)
  if (there !== undefined && there.id !== page.id) return { place: 'held', reason: 'PAGE_TWICE' }
  return { place: 'letter', letter: letter.id }
}

/** One page of a file, in the file's order. `code` is null for what is not a form page. */
export interface FilePage {
  readonly id: string
  readonly blank: boolean
  readonly code: Pick<PageCode, 'form' | 'version' | 'page' | 'serial'> | null
}

/** Which pages of a form a letter must have; others are continuation sheets. */
export interface FormPages {
  readonly required: readonly number[]
}

/**
 * The letters that the pages without a serial of one file make, as lists of page ids; null when the file leaves any doubt. Only asked
 * when every page of the file has been read. See decision 0053 for why exactly these three:
 *
 * 1. The form has one required page and the file nothing but that page: each page is a letter.
 * 2. The file is one letter: all required pages, in order, each once; continuation sheets may follow in order.
 * 3. The form has two required pages, front and back, and the file is sheets scanned on both sides: at the places
 *    0, 2, 4 … the front, at 1, 3, 5 … the back, and nothing else but whole blank sheets.
 *
 * Blank backs are left out for 1 and 2. Anything else in the file (another form, a serial, an unreadable page) is doubt.
 */
export function placeWithoutSerial(pages: readonly FilePage[], form: FormPages): string[][] | null {
  const written = pages.filter((page) => !page.blank)
  const first = written[0]?.code
  if (first === null || first === undefined) return null
  const alike = written.every(
    ({ code }) => code !== null && code.serial === null && code.form === first.form && code.version === first.version,
  )
  if (!alike) return null
  return eachPage(written, form) ?? oneSet(written, form) ?? sheets(pages, form)
}

function eachPage(written: readonly FilePage[], { required }: FormPages): string[][] | null {
  const only = required.length === 1 ? required[0] : undefined
  return written.every(({ code }) => code!.page === only) ? written.map(({ id }) => [id]) : null
}

function oneSet(written: readonly FilePage[], { required }: FormPages): string[][] | null {
  const numbers = written.map(({ code }) => code!.page)
  const rising = numbers.every((number, i) => i === 0 || number > numbers[i - 1]!)
  return rising && required.every((number) => numbers.includes(number)) ? [written.map(({ id }) => id)] : null
}

function sheets(pages: readonly FilePage[], { required }: FormPages): string[][] | null {
  const [front, back] = required
  if (required.length !== 2 || pages.length % 2 !== 0) return null
  const letters: string[][] = []
  for (let i = 0; i < pages.length; i += 2) {
    const [one, two] = [pages[i]!, pages[i + 1]!]
    if (one.blank && two.blank) continue
    if (one.code?.page !== front || two.code?.page !== back) return null
    letters.push([one.id, two.id])
  }
  return letters
}
