/** Levenshtein distance between two texts in characters (code points), for character error rates. */
export function editDistance(a: string, b: string): number {
  const from = [...a]
  const to = [...b]
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (const [i, character] of from.entries()) {
    const next = [i + 1]
    for (const [j, other] of to.entries())
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (character === other ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}

/**
 * What counts as the same text: compatibility forms are one (full-width ，and half-width ,) and spaces do not count.
 * Unicode NFKC; nothing else is forgiven.
 */
export function sameForm(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '')
}
