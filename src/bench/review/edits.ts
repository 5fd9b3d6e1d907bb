/**
 * One change to a text: a character put in the place of another, added before the one `at`, or removed. `at` counts characters of
 * the text as it is.
 */
export type Edit =
  | { readonly kind: 'put' | 'add'; readonly at: number; readonly character: string }
  | { readonly kind: 'remove'; readonly at: number }

/** The fewest changes from one text to another (Wagner and Fischer 1974), in reading order. */
export function edits(from: readonly string[], to: readonly string[]): Edit[] {
  const cost = from.map(() => to.map(() => 0))
  const at = (i: number, j: number): number => (i < 0 ? j + 1 : j < 0 ? i + 1 : cost[i]![j]!)
  for (const [i, character] of from.entries())
    for (const [j, other] of to.entries())
      cost[i]![j] = Math.min(at(i - 1, j - 1) + (character === other ? 0 : 1), at(i - 1, j) + 1, at(i, j - 1) + 1)
  const found: Edit[] = []
  let [i, j] = [from.length - 1, to.length - 1]
  while (i >= 0 || j >= 0) {
    if (i >= 0 && j >= 0 && from[i] === to[j] && at(i, j) === at(i - 1, j - 1)) [i, j] = [i - 1, j - 1]
    else if (i >= 0 && j >= 0 && at(i, j) === at(i - 1, j - 1) + 1) {
      found.push({ kind: 'put', at: i, character: to[j]! })
      ;[i, j] = [i - 1, j - 1]
    } else if (i >= 0 && at(i, j) === at(i - 1, j) + 1) found.push({ kind: 'remove', at: i-- })
    else found.push({ kind: 'add', at: i + 1, character: to[j--]! })
  }
  return found.reverse()
}
