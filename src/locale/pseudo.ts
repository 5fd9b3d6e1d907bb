/** The same tree with every sentence in brackets, placeholders kept: text without brackets on a screen is not from here. */
export function pseudo<T>(words: T): T {
  if (typeof words === 'string') return `⟦${words}⟧` as T
  return Object.fromEntries(Object.entries(words as object).map(([key, value]) => [key, pseudo(value)])) as T
}
