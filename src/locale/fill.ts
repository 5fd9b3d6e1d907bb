export type Fillings = Readonly<Record<string, string | number>>

/** `fill('{n} letters', { n: 3 })` → `3 letters`. A placeholder without a value becomes `…`: never a brace on screen. */
export function fill(sentence: string, values: Fillings): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '…'))
}

/** The names in braces, sorted. */
export function placeholdersOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].toSorted()
}
