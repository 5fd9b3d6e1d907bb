import type { PageImage } from '../contract/image.ts'
import type { FoundCode } from '../contract/page.ts'
import { findCode } from './findCode.ts'
import { isBlankPage } from './pageKind.ts'

/** What a page shows: a QR symbol (ours before any other), bare paper, or neither. */
export type SortedPage =
  | { readonly shows: 'code'; readonly found: FoundCode }
  | { readonly shows: 'paper' | 'something' }

/** Most pages are known after one quick look; backs of pages are told before the slow search for a code that is not there. */
export async function sortPage(image: PageImage): Promise<SortedPage> {
  const quick = await findCode(image, 'quick')
  if (quick !== null) return { shows: 'code', found: quick }
  if (isBlankPage(image)) return { shows: 'paper' }
  const found = await findCode(image, 'thorough')
  return found === null ? { shows: 'something' } : { shows: 'code', found }
}
