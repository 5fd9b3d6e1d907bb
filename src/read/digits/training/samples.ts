import { normalizeDigit } from '../normalize.ts'
import type { Ink } from '../record.ts'
import { damagedCell } from './damage.ts'
import { mnistInk, type Mnist } from './mnist.ts'
import { drawDigit } from './pen.ts'
import { chance, seeded, type Random } from './random.ts'

export interface Sample {
  /** 28 × 28, as `normalizeDigit` gives it. */
  readonly ink: Float32Array
  /** Index in DIGIT_CLASSES. */
  readonly label: number
}

/** Share of samples that the pen model draws instead of a MNIST writer, and of these the share that is X. */
export const PEN_SHARE = 0.2
export const X_SHARE = 0.35
const X = 10

/** Digit `index` of MNIST (or a drawn one in its place) in a damaged cell; the same for the same seed, epoch and index. */
export function makeSample(mnist: Mnist, index: number, seed: number, epoch: number, kind: Ink): Sample {
  for (let attempt = 0; ; attempt++) {
    const random = seeded(seed, epoch, index, attempt)
    const { ink, label } = chance(random, PEN_SHARE) ? drawn(random) : written(mnist, index)
    const neighbour = mnistInk(mnist, Math.floor(random() * mnist.count))
    // Squared: most real cells are less damaged than the middle of what may happen (decisions/0074).
    const normal = normalizeDigit(damagedCell(random, ink, neighbour, random() ** 2, kind))
    // A cell so faint that nothing is left of it teaches nothing.
    if (normal !== null) return { ink: normal.ink, label }
  }
}

function written(mnist: Mnist, index: number): Sample {
  return { ink: mnistInk(mnist, index), label: mnist.labels[index]! }
}

function drawn(random: Random): Sample {
  const label = chance(random, X_SHARE) ? X : Math.floor(random() * X)
  return { ink: drawDigit(random, label), label }
}
