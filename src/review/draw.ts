import { createHash } from 'node:crypto'

/** How many of each kind of field are keyed again to measure what stands: shares 0..1, `all` for kinds not named. */
export interface Shares {
  readonly all: number
  readonly kinds: Readonly<Record<string, number>>
}

/** `5,grid=1` in percent. Empty: none. */
export function parseShares(text: string): Shares {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const named = parts.filter((part) => part.includes('=')).map((part) => part.split('=').map((word) => word.trim()))
  const all = parts.find((part) => !part.includes('='))
  return { all: shareOf(all), kinds: Object.fromEntries(named.map(([kind, percent]) => [kind!, shareOf(percent)])) }
}

/**
 * Whether a decided field is drawn, and where it then stands in the order of work. Nothing but the office's seed, the letter and the field
 * decide: what stands in it, who keyed it and when it is asked do not, so a draw that is made again gives the same.
 */
export function draw(
  seed: string,
  shares: Shares,
  letter: string,
  field: { id: string; kind: string },
): { share: number; turn: number } | null {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, letter, field.id]))
    .digest()
  const share = shares.kinds[field.kind] ?? shares.all
  // Six bytes each: as fine as any share anybody asks for.
  return hash.readUIntBE(0, BYTES) / RANGE < share ? { share, turn: hash.readUIntBE(BYTES, BYTES) / RANGE } : null
}

const BYTES = 6
const RANGE = 2 ** (8 * BYTES)

function shareOf(percent: string | undefined): number {
  const number = Number(percent ?? 0) / 100
  return Number.isFinite(number) ? Math.min(Math.max(number, 0), 1) : 0
}
