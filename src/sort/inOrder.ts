import type { Sides } from '../contract/stack.ts'

/** A page of a file where it lay in the stack, and the other side of its sheet where the scanner says which that is. */
export interface Ordered<T> {
  readonly page: T
  readonly otherSide: T | null
}

/**
 * The pages of a file in the order of the stack. Two-pass duplex: the first half are the fronts, the second the backs from the last sheet to
 * the first, as the turned stack goes through. An odd number of pages cannot be sheets of two sides: then nothing is known of other sides, and null says that
 * for two-pass scans nothing is known of the order either.
 */
export function inOrder<T>(pages: readonly T[], sides: Sides): Ordered<T>[] | null {
  if (sides === 'pages' || (sides === 'duplex' && pages.length % 2 !== 0))
    return pages.map((page) => ({ page, otherSide: null }))
  if (pages.length % 2 !== 0) return null
  const half = pages.length / 2
  return Array.from({ length: half }, (_, sheet): Ordered<T>[] => {
    const front = sides === 'duplex' ? pages[2 * sheet]! : pages[sheet]!
    const back = sides === 'duplex' ? pages[2 * sheet + 1]! : pages[pages.length - 1 - sheet]!
    return [
      { page: front, otherSide: back },
      { page: back, otherSide: front },
    ]
  }).flat()
}

/**
 * How the scanner that wrote a file sets out its pages, by the first pattern (`*` stands for anything) that its name fits, as in
 * `hall-*=two-pass, *.tif=duplex`. The settings have checked it.
 */
export function parseSides(text: string): { pattern: RegExp; sides: Sides }[] {
  const rules = text.split(',').filter((rule) => rule.trim() !== '')
  return rules.flatMap((rule) => {
    const match = /^\s*([^=]+?)\s*=\s*(pages|duplex|two-pass)\s*$/.exec(rule)
    if (match === null) return []
    const pattern = match[1]!.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    return [{ pattern: new RegExp(`^${pattern.join('.*')}$`, 'iu'), sides: match[2] as Sides }]
  })
}

export function sidesFor(name: string, rules: readonly { pattern: RegExp; sides: Sides }[]): Sides {
  return rules.find(({ pattern }) => pattern.test(name))?.sides ?? 'pages'
}
