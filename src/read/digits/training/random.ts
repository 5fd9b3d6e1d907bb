/** Numbers in [0, 1) that depend on the seeds alone (sfc32 by Chris Doty-Humphrey, PractRand). */
export type Random = () => number

export function seeded(...seeds: readonly number[]): Random {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = 0xb7e15162
  let counter = 1
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }
  for (const seed of seeds) {
    a ^= seed
    for (let i = 0; i < 12; i++) next()
  }
  return next
}

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random()

export const chance = (random: Random, share: number): boolean => random() < share

/** Standard normal, cut off at ±2.5 (sum of uniforms is near enough and the same on every machine). */
export function normal(random: Random): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random()
  return Math.max(-2.5, Math.min(2.5, sum))
}

export function pick<T>(random: Random, items: readonly T[]): T {
  return items[Math.floor(random() * items.length)]!
}
