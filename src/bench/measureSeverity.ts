import type { StageMs } from '../contract/digitize.ts'
import type { Layout } from '../contract/layout.ts'
import type { SeverityFigures } from '../contract/bench.ts'
import type { RunningOffice } from '../contract/office.ts'
import type { PageRow } from '../contract/rows.ts'
import { compareLetter } from './compareLetter.ts'
import { fitErrorMm } from './fitError.ts'
import { watchProcessTree } from './processTree.ts'
import { letterOf, pagesOf, type BenchOffice, type WrittenLetter } from './readLetters.ts'
import { scoredFields, type ScoredField } from './scoredFields.ts'
import { emptyTally, fieldFigures, spread } from './tally.ts'

/** A page that found its letter: `letter` is the place among those that were measured. */
export interface PlacedPage {
  readonly letter: number
  readonly page: PageRow
}

type Measured = Omit<SeverityFigures, 'baselines' | 'baselineMsPerPage' | 'reliability' | 'trialSheets'>

/**
 * Lets a fresh office read letters whose truth is known and says how well and how fast it did. `warmUp` is read first
 * and not counted: engines are loaded and compiled once a day, not once a letter.
 */
export async function measureSeverity(
  { office, store }: BenchOffice,
  layoutOf: (form: string, version: number) => Layout,
  warmUp: readonly WrittenLetter[],
  letters: readonly WrittenLetter[],
  onProgress: (done: number, total: number) => void,
): Promise<{ figures: Measured; placed: PlacedPage[]; scored: ScoredField[] }> {
  await office.intakePaths(warmUp.flatMap(({ paths }) => paths))
  const usage = watchProcessTree()
  const start = performance.now()
  const arrivals = await office.intakePaths(
    letters.flatMap((letter) => letter.paths),
    ({ pagesDone, pagesTotal }) => onProgress(pagesDone, pagesTotal),
  )
  const minutes = (performance.now() - start) / 60_000
  const used = usage.stop()
  const pages = await store.pagesOfArrivals(arrivals.map((arrival) => arrival.id))
  const own = letters.map((letter) => pagesOf(letter, arrivals, pages))
  const { accuracy, scored } = await compareAll(office, layoutOf, letters, own)
  const figures = {
    letters: letters.length,
    pages: letters.reduce((sum, letter) => sum + letter.truth.pages.length, 0),
    ...accuracy,
    msPerPage: stageSpreads(pages),
    lettersPerMinute: letters.length / minutes,
    pagesPerMinute: pages.length / minutes,
    cpuSecondsPerLetter: used === null ? null : used.cpuSeconds / letters.length,
    peakRssMb: used === null ? null : used.maxRssMb,
  }
  const placed = own.flatMap((rows, letter) =>
    rows.filter((page) => page.letter !== null && page.fit !== null).map((page) => ({ letter, page })),
  )
  return { figures, placed, scored }
}

type Accuracy = Pick<
  SeverityFigures,
  'pagesFitted' | 'pagesHeld' | 'pagesOnWrongLetter' | 'fitErrorMmMedian' | 'ticks' | 'fields'
>

async function compareAll(
  office: RunningOffice,
  layoutOf: (form: string, version: number) => Layout,
  letters: readonly WrittenLetter[],
  own: readonly (readonly PageRow[])[],
): Promise<{ accuracy: Accuracy; scored: ScoredField[] }> {
  const pages = own.flat()
  const tally = emptyTally()
  const errors: number[] = []
  const scored: ScoredField[] = []
  let wrong = 0
  for (const [i, { truth }] of letters.entries()) {
    const layout = layoutOf(truth.form, truth.version)
    const mine = own[i]!
    const view = await letterOf(office, mine)
    compareLetter(tally, layout, truth, view)
    scored.push(...scoredFields(layout, truth, view))
    for (const page of mine) {
      if (page.letter === null) continue
      if (page.code?.serial !== truth.serial || page.letter !== view?.letter.id) wrong++
      const error = fitErrorMm(page, layout, truth)
      if (error !== null) errors.push(error)
    }
  }
  const accuracy = {
    pagesFitted: pages.filter((page) => page.fit !== null && page.state === 'placed').length,
    pagesHeld: pages.filter((page) => page.state === 'held' || page.state === 'failed').length,
    pagesOnWrongLetter: wrong,
    fitErrorMmMedian: spread(errors)?.median ?? null,
    ticks: tally.ticks,
    fields: fieldFigures(tally),
  }
  return { accuracy, scored }
}

function stageSpreads(pages: readonly PageRow[]): SeverityFigures['msPerPage'] {
  const stages = [...new Set(pages.flatMap((page) => Object.keys(page.ms ?? {})))]
  return Object.fromEntries(
    stages.map((stage) => {
      const values = pages.flatMap((page) => page.ms?.[stage as keyof StageMs] ?? [])
      return [stage, spread(values)!]
    }),
  )
}
