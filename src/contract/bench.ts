/** Counts of one kind of field. `cer` and `top5` are shares (0..1) over characters, null where they have no meaning. */
export interface FieldFigures {
  total: number
  exact: number
  cer: number | null
  top5: number | null
  toPerson: number
  wrongUnflagged: number
}

/**
 * The same fields read by one engine alone. It sends nothing to a person and gives no candidates, so those figures are null:
 * whatever is not exact would have been wrong and not flagged.
 */
export interface BaselineFigures extends Omit<FieldFigures, 'toPerson' | 'wrongUnflagged'> {
  toPerson: null
  wrongUnflagged: null
}

/** PP-OCR twice: on rows as lines, and on every cell by itself. */
export const baselineEngines = ['tesseract', 'ppocrLines', 'ppocrCells'] as const
export type BaselineEngine = (typeof baselineEngines)[number]

export function forEngines<T>(make: (engine: BaselineEngine) => T): Record<BaselineEngine, T> {
  return Object.fromEntries(baselineEngines.map((engine) => [engine, make(engine)])) as Record<BaselineEngine, T>
}

/**
 * Of one kind: readings with a score, how many of them stand without a person, what share of those the machine said would be
 * wrong (`stated`), how many were, and the 95 % interval of that share. `target`: what is borne (`judge/thresholds.ts`).
 */
export interface ReliabilityFigures {
  scored: number
  accepted: number
  target: number | null
  stated: number | null
  wrong: number
  interval: readonly [number, number] | null
}

/** Counts over tick boxes, empty ones included. */
export interface TickFigures {
  total: number
  wrongUnflagged: number
  toPerson: number
}

export interface Spread {
  median: number
  p95: number
}

/** What was measured at one severity. A figure not measured is null. */
export interface SeverityFigures {
  letters: number
  pages: number
  pagesFitted: number
  pagesHeld: number
  pagesOnWrongLetter: number
  /** Median over pages of the distance between a fiducial's true place and where the fit puts it. */
  fitErrorMmMedian: number | null
  ticks: TickFigures
  fields: Record<string, FieldFigures>
  /**
   * What each engine alone makes of the same crops (`read/baselines.ts`), read after the timed part. Written fields only: an
   * engine for text has nothing to say of ticks and signatures. null: not asked for.
   */
  baselines: Record<BaselineEngine, Record<string, BaselineFigures> | null>
  /** Milliseconds an engine alone took to read the fields of a page; ours are the stages `cells` and `lines`. */
  baselineMsPerPage: Record<BaselineEngine, Spread | null>
  /** By kind, `blank` for empty written fields; over the letters and the trial sheets of the run. */
  reliability: Record<string, ReliabilityFigures>
  /** Trial sheets read for `reliability` alone: two pages of some fifty answers each. */
  trialSheets: number
  msPerPage: Record<string, Spread>
  lettersPerMinute: number | null
  pagesPerMinute: number | null
  cpuSecondsPerLetter: number | null
  /** Largest memory of any one process of the product. */
  peakRssMb: number | null
}

/** `xiance bench --json`. */
export interface BenchReport {
  seed: number
  pool: 'development' | 'report'
  /** Id of the recognition model that read. */
  model: string
  machine: { cpus: number; model: string; node: string; platform: string }
  severities: Record<string, SeverityFigures>
}
