import type { MarkState } from '../../../src/contract/reading.ts'

/** What became of one page. Lengths in millimetres. */
export interface PageSeen {
  page: number
  damage: readonly string[]
  /** `fitted`, or what it was held for. */
  fate: string
  /** Fit error by its own account, and against where the fiducials truly lie. */
  statedMm: number | null
  trueMm: number | null
  registerMs: number
  marksMs: number
}

/** One tick box: how it was ticked and what was made of it; `state` null when its page was held. */
export interface BoxSeen {
  readonly field: string
  readonly option: string
  readonly way: string
  readonly ticked: boolean
  readonly state: MarkState | null
  readonly confidence: number
  /** Of the strokes that belong to it (`strengthOf`); null when its page was held. */
  readonly strength: number | null
  /** A person looks at the field for this or any other reason. */
  readonly toPerson: boolean
}

export interface LetterMarks {
  readonly seed: number
  readonly pages: PageSeen[]
  readonly boxes: BoxSeen[]
}

export interface WayFigures {
  total: number
  right: number
  doubtful: number
  /** On pages that were held. */
  held: number
  wrong: number
  /** Wrong in a field that no rule sends to a person. */
  wrongUnflagged: number
}

/** Cancelled boxes and empty ones alike are no ticks; a doubtful one is neither right nor wrong. */
export function verdict({ ticked, state }: BoxSeen): 'right' | 'wrong' | 'doubtful' | 'held' {
  if (state === null) return 'held'
  if (state === 'doubtful') return 'doubtful'
  return (state === 'marked') === ticked ? 'right' : 'wrong'
}

/** By way of ticking, all of them under `all`. */
export function waysOf(letters: readonly LetterMarks[]): Map<string, WayFigures> {
  const ways = new Map<string, WayFigures>()
  for (const box of letters.flatMap(({ boxes }) => boxes))
    for (const way of [box.way, 'all']) {
      const figures = ways.get(way) ?? { total: 0, right: 0, doubtful: 0, held: 0, wrong: 0, wrongUnflagged: 0 }
      ways.set(way, figures)
      figures.total++
      const found = verdict(box)
      figures[found]++
      if (found === 'wrong' && !box.toPerson) figures.wrongUnflagged++
    }
  return ways
}

export interface PageFigures {
  readonly pages: number
  readonly fitted: number
  readonly onAnother: number
  /** Reason and number of those held. */
  readonly held: Readonly<Record<string, number>>
  readonly trueMm: { readonly median: number; readonly p95: number; readonly worst: number }
  /** Accepted, but truly off by more than half a millimetre: boxes would be looked for in the wrong place. */
  readonly wrongFits: number
  readonly ms: { readonly register: number; readonly marks: number; readonly both: number }
}

export const WRONG_FIT_MM = 0.5

export function pagesOf(letters: readonly LetterMarks[]): PageFigures {
  const pages = letters.flatMap((letter) => letter.pages)
  const fitted = pages.filter(({ fate }) => fate === 'fitted')
  const held: Record<string, number> = {}
  for (const { fate } of pages) if (fate !== 'fitted') held[fate] = (held[fate] ?? 0) + 1
  const errors = fitted.map(({ trueMm }) => trueMm!).toSorted((a, b) => a - b)
  return {
    pages: pages.length,
    fitted: fitted.length,
    onAnother: held['on another page'] ?? 0,
    held,
    trueMm: { median: at(errors, 0.5), p95: at(errors, 0.95), worst: errors.at(-1) ?? 0 },
    wrongFits: errors.filter((error) => error > WRONG_FIT_MM).length,
    ms: {
      register: medianOf(fitted.map(({ registerMs }) => registerMs)),
      marks: medianOf(fitted.map(({ marksMs }) => marksMs)),
      both: medianOf(fitted.map(({ registerMs, marksMs }) => registerMs + marksMs)),
    },
  }
}

function medianOf(values: readonly number[]): number {
  return at(
    values.toSorted((a, b) => a - b),
    0.5,
  )
}

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

export interface Margins {
  /** Strengths of empty boxes from the highest down, and of ticks from the lowest up. */
  readonly empty: readonly number[]
  readonly ticks: readonly number[]
  /** Ticks of which the scan kept no stroke. */
  readonly lost: number
}

/** What the thresholds have to part, over all boxes of a run. What was circled or cancelled is not told by strength. */
export function marginsOf(letters: readonly LetterMarks[]): Margins {
  const boxes = letters.flatMap((letter) => letter.boxes)
  const of = (ways: (box: BoxSeen) => boolean): number[] => boxes.filter(ways).flatMap(({ strength }) => strength ?? [])
  const ticks = of(({ ticked, way }) => ticked && way !== 'circled')
  return {
    empty: of(({ way }) => way === 'none').toSorted((a, b) => b - a),
    ticks: ticks.filter((strength) => strength > 0).toSorted((a, b) => a - b),
    lost: ticks.filter((strength) => strength === 0).length,
  }
}

/** Beyond it lie five in ten thousand of a sorted list; of fewer than two thousand it is the first. null of an empty one. */
export function fiveInTenThousand(sorted: readonly number[]): number | null {
  return sorted.length === 0 ? null : at(sorted, 0.0005)
}
