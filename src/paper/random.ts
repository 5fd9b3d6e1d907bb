/** A seeded stream of random numbers. `fork(name)` is a stream of its own: it depends on the name, not on what was drawn before. */
export interface Random {
  /** In [0, 1). */
  next(): number
  between(low: number, high: number): number
  /** A whole number, both ends included. */
  whole(low: number, high: number): number
  /** Normal distribution, cut off at three deviations: one freak must not throw a character out of its cell. */
  normal(mean: number, deviation: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the keys, each as likely as its weight says. */
  weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K
  shuffled<T>(list: readonly T[]): T[]
  fork(name: string): Random
}

/** The stream called `name` of a seed. The same two always give the same numbers, on every machine. */
export function randomOf(seed: number, name: string): Random {
  const next = sfc32(`${seed}/${name}`)
  const between = (low: number, high: number): number => low + (high - low) * next()
  const whole = (low: number, high: number): number => Math.floor(between(low, high + 1))
  return {
    next,
    between,
    whole,
    normal(mean, deviation) {
      // Irwin–Hall: twelve uniform numbers sum to deviation 1; exact arithmetic on every machine, unlike Math.log and cos.
      let sum = -6
      for (let i = 0; i < 12; i++) sum += next()
      return mean + deviation * Math.min(3, Math.max(-3, sum))
    },
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('pick from nothing')
      return list[whole(0, list.length - 1)]!
    },
    weighted(weights) {
      const entries = Object.entries<number>(weights as Record<string, number>)
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [key, weight] of entries) {
        left -= weight
        if (left < 0) return key as never
      }
      return entries.at(-1)![0] as never
    },
    shuffled(list) {
      const out = [...list]
      for (let i = out.length - 1; i > 0; i--) {
        const j = whole(0, i)
        ;[out[i], out[j]] = [out[j]!, out[i]!]
      }
      return out
    },
    fork: (child) => randomOf(seed, `${name}/${child}`),
  }
}

// Small fast counter generator of Chris Doty-Humphrey (PractRand), 128 bits of state filled from the name.
function sfc32(key: string): () => number {
  let a = mix(key, 0x9e3779b9)
  let b = mix(key, 0x85ebca6b)
  let c = mix(key, 0xc2b2ae35)
  let counter = 1
  const step = (): number => {
    const out = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + out
    return out >>> 0
  }
  for (let i = 0; i < 15; i++) step()
  return () => step() / 2 ** 32
}

// FNV-1a over UTF-16 units with a final avalanche.
function mix(key: string, basis: number): number {
  let hash = basis
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
