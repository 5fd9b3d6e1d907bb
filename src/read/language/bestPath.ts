import type { Candidate } from '../../contract/reading.ts'
import { loadLanguage, type Language } from './loadLanguage.ts'
import { packWords } from './packWords.ts'
import { kindOfWord } from './kinds.ts'
import { findWays, type Cell, type Source, type Ways } from './ways.ts'
import { weighWays } from './weigh.ts'
import { openWords } from './words.ts'

export interface BestPathOptions {
  /** How much the words count against the ink, 1 when not given. */
  readonly weight?: number
  /**
   * What the logs of the lattice's confidences are multiplied with to be the ink's own log likelihoods: 1 when they come
   * straight from the engine, the temperature when one was applied to make them calibrated.
   */
  readonly inkPower?: number
  /** Words that this text is likelier to hold than any other: what the form itself is about. */
  readonly expected?: readonly string[]
  readonly language?: Language
}

export interface PathCharacter {
  /** '' where the cell holds nothing. */
  readonly value: string
  readonly confidence: number
  /** The cell's own candidates, best first, with the shares that ink and words together give them. */
  readonly candidates: readonly Candidate[]
}

export interface BestPath {
  /** One a cell. */
  readonly characters: readonly PathCharacter[]
  /** How many cells now say something else than their ink's likeliest. */
  readonly changed: number
}

/**
 * What a lattice says once it is read as Chinese: every path through the candidates, cut into words in every way, counts with the
 * likelihood of its ink and of its words, and each cell takes the character that most of the paths go through. Cells
 * that hold nothing may stand between the characters of a word. Never answers with a character that is not in the cell.
 */
export function bestPath(
  lattice: readonly (readonly Candidate[])[],
  { weight = WORD_WEIGHT, inkPower = 1, expected = [], language = loadLanguage() }: BestPathOptions = {},
): BestPath {
  const filled = lattice.flatMap((candidates, cell) => (candidates.length === 0 ? [] : [cell]))
  const cells = filled.map((cell) => toCell(lattice[cell]!, inkPower))
  const sources = withExpected(language.sources, expected)
  const ways = findWays(cells, sources)
  const shares = weighWays(ways, cells.length, language.grammar, weight)
  const sums = addUp(ways, shares, cells)
  const found = new Map(filled.map((cell, i) => [cell, toCharacter(cells[i]!, sums[i]!)]))
  const characters = lattice.map((_, cell) => found.get(cell) ?? NOTHING)
  const changed = filled.filter((cell, i) => characters[cell]!.value !== cells[i]!.texts[0]).length
  return { characters, changed }
}

// Of 0.5 to 1.2 the best on the development texts, flat from 0.9 to 1.1 (decisions/0080): as probability theory has it.
const WORD_WEIGHT = 1
// More than 20 candidates were not to be had; 10 lose a tenth of what is gained.
const MOST_CANDIDATES = 20
const LEAST_LOG = -25
const NOTHING: PathCharacter = { value: '', confidence: 0, candidates: [] }

function toCell(candidates: readonly Candidate[], inkPower: number): Cell {
  const shares = new Map<string, number>()
  for (const { value, confidence } of candidates) shares.set(value, (shares.get(value) ?? 0) + confidence)
  const sorted = [...shares].sort(([, a], [, b]) => b - a).slice(0, MOST_CANDIDATES)
  return {
    texts: sorted.map(([text]) => text),
    logs: sorted.map(([, share]) => Math.max(LEAST_LOG, inkPower * Math.log(Math.max(0, share)))),
  }
}

function addUp(ways: Ways, shares: Float64Array, cells: readonly Cell[]): Float64Array[] {
  const sums = cells.map(({ texts }) => new Float64Array(texts.length))
  for (let way = 0; way < ways.count; way++) {
    if (shares[way]! < 1e-12) continue
    for (let step = ways.last[way]!; step >= 0; step = ways.stepBefore[step]!)
      sums[ways.stepCell[step]!]![ways.stepChoice[step]!]! += shares[way]!
  }
  return sums
}

// Paths are surer than they should be: words that are not in the list are written too, and neighbours err together.
function toCharacter({ texts, logs }: Cell, sums: Float64Array): PathCharacter {
  const softened = sums.map((sum, choice) => Math.max(sum, 1e-9 * Math.exp(logs[choice]!)) ** (1 / TEMPERATURE))
  const total = softened.reduce((sum, share) => sum + share, 0)
  const candidates = texts
    .map((value, choice) => ({ value, confidence: Math.min(1, softened[choice]! / total) }))
    .sort((a, b) => b.confidence - a.confidence)
  return { value: candidates[0]!.value, confidence: candidates[0]!.confidence, candidates }
}

// Expected calibration error .025 on the development lattices, .093 without (decisions/0080).
const TEMPERATURE = 2

function withExpected(sources: readonly Source[], expected: readonly string[]): readonly Source[] {
  const texts = [...new Set(expected)].filter((text) => /^[\u4e00-\u9fff]{2,8}$/.test(text))
  if (texts.length === 0) return sources
  const words = openWords(packWords(texts.map((text) => ({ text, count: 1, kind: kindOfWord(text, 'n') }))))
  return [
    ...sources.map((source) => ({ ...source, logShare: source.logShare + Math.log(1 - EXPECTED_SHARE) })),
    { words, logShare: Math.log(EXPECTED_SHARE) },
  ]
}

const EXPECTED_SHARE = 0.05
