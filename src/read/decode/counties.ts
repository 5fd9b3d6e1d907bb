import { readFileSync } from 'node:fs'

let known: ReadonlySet<string> | undefined

/** Codes of GB/T 2260: provinces (2 digits), prefectures (4) and counties (6), from data/counties.txt. */
export function knownCounties(): ReadonlySet<string> {
  known ??= new Set(parseCounties(readFileSync(new URL('data/counties.txt', import.meta.url), 'utf8')))
  return known
}

/** One prefecture a line: its four digits, then the last two of each of its counties. */
export function formatCounties(codes: readonly string[]): string {
  const prefectures = new Map<string, string[]>()
  for (const code of [...codes].sort()) {
    const head = code.slice(0, 4)
    prefectures.set(head, [...(prefectures.get(head) ?? []), code.slice(4)])
  }
  return [...prefectures].map(([head, tails]) => `${head} ${tails.join(' ')}\n`).join('')
}

function parseCounties(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [prefecture, ...tails] = line.split(' ')
      return [prefecture!.slice(0, 2), prefecture!, ...tails.map((tail) => prefecture! + tail)]
    })
}
