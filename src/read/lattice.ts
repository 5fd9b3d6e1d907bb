/** One thing that a cell may hold and its log score; only differences within a slot mean anything. */
export interface SlotOption {
  readonly text: string
  readonly score: number
}

/** A filled cell and what it may hold, best first. */
export interface Slot {
  readonly cell: number
  readonly options: readonly SlotOption[]
}

/** Scores of several looks at one cell added up, each with its weight. What a look did not see gets its floor. */
export function fuse(looks: readonly { scores: ReadonlyMap<string, number>; weight: number }[]): SlotOption[] {
  const texts = new Set(looks.flatMap(({ scores }) => [...scores.keys()]))
  const floors = looks.map(({ scores }) => Math.min(...scores.values()) - BELOW_WORST)
  const options = [...texts].map((text) => ({
    text,
    score: looks.reduce((sum, { scores, weight }, i) => {
      const score = scores.get(text) ?? floors[i]!
      return sum + weight * Math.max(score, LEAST)
    }, 0),
  }))
  return options.sort((a, b) => b.score - a.score)
}

/** Shares of the options, 0..1, adding up to 1: softmax at a temperature fitted on the development seed. */
export function posteriors(options: readonly SlotOption[], temperature: number): number[] {
  const most = Math.max(...options.map(({ score }) => score))
  const shares = options.map(({ score }) => Math.exp((score - most) / temperature))
  const total = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => share / total)
}

const BELOW_WORST = 2
// One look must not forbid what another is sure of.
const LEAST = -25
