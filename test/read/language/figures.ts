import type { bestPath } from '../../../src/read/language/bestPath.ts'
import type { WrittenText } from './lattices.ts'

export interface Figures {
  readonly characters: number
  readonly inkWrong: number
  readonly wrong: number
  readonly inTop5: number
  /** Right by ink and made wrong; wrong by ink and made right. */
  readonly broken: number
  readonly mended: number
  readonly cpuMs: number
  /** Stated confidence and whether it was right, one a character. */
  readonly stated: readonly (readonly [confidence: number, right: boolean])[]
}

export function measureText({ truth, lattice }: WrittenText, read: typeof bestPath): Figures {
  const start = process.cpuUsage()
  const { characters } = read(lattice)
  const { user, system } = process.cpuUsage(start)
  const inked = [...truth.keys()].filter((cell) => lattice[cell]!.length > 0)
  const count = (test: (cell: number) => boolean): number => inked.filter(test).length
  const byInk = (cell: number): boolean => lattice[cell]![0]!.value === truth[cell]
  const right = (cell: number): boolean => characters[cell]!.value === truth[cell]
  return {
    characters: inked.length,
    inkWrong: count((cell) => !byInk(cell)),
    wrong: count((cell) => !right(cell)),
    inTop5: count((cell) => characters[cell]!.candidates.slice(0, 5).some(({ value }) => value === truth[cell])),
    broken: count((cell) => byInk(cell) && !right(cell)),
    mended: count((cell) => !byInk(cell) && right(cell)),
    cpuMs: (user + system) / 1000,
    stated: inked.map((cell) => [characters[cell]!.confidence, right(cell)]),
  }
}

export function sumUp(all: readonly Figures[]): Figures {
  const sum = (of: (figures: Figures) => number): number => all.reduce((total, figures) => total + of(figures), 0)
  return {
    characters: sum((figures) => figures.characters),
    inkWrong: sum((figures) => figures.inkWrong),
    wrong: sum((figures) => figures.wrong),
    inTop5: sum((figures) => figures.inTop5),
    broken: sum((figures) => figures.broken),
    mended: sum((figures) => figures.mended),
    cpuMs: sum((figures) => figures.cpuMs),
    stated: all.flatMap(({ stated }) => stated),
  }
}

/** Mean distance between what is stated and what is found, over fifteen equal steps of confidence. */
export function calibrationError(stated: Figures['stated']): number {
  const bins = Array.from({ length: 15 }, () => ({ stated: 0, right: 0 }))
  for (const [confidence, right] of stated) {
    const bin = bins[Math.min(14, Math.floor(confidence * 15))]!
    bin.stated += confidence
    bin.right += right ? 1 : 0
  }
  return bins.reduce((sum, bin) => sum + Math.abs(bin.stated - bin.right), 0) / stated.length
}
