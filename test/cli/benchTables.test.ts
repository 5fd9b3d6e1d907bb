import { describe, expect, it } from 'vitest'
import { benchTables, bestOf } from '../../src/cli/benchTables.ts'
import { forEngines, type SeverityFigures } from '../../src/contract/bench.ts'
import { cli } from '../../src/locale/en/cli.ts'

const unsaid = { top5: null, toPerson: null, wrongUnflagged: null }
const figures: SeverityFigures = {
  letters: 2,
  pages: 4,
  pagesFitted: 4,
  pagesHeld: 0,
  pagesOnWrongLetter: 0,
  fitErrorMmMedian: 0.02,
  ticks: { total: 200, wrongUnflagged: 1, toPerson: 2 },
  fields: {
    choice: { total: 8, exact: 7, cer: null, top5: null, toPerson: 2, wrongUnflagged: 1 },
    'line (printed)': { total: 4, exact: 3, cer: 0.02, top5: 1, toPerson: 2, wrongUnflagged: 0 },
  },
  baselines: {
    tesseract: { 'line (printed)': { total: 4, exact: 4, cer: 0.01, ...unsaid } },
    ppocrLines: { 'line (printed)': { total: 4, exact: 2, cer: 0.05, ...unsaid } },
    ppocrCells: {},
  },
  reliability: {
    choice: { scored: 8, accepted: 6, target: 0.003, stated: 0.002, wrong: 1, interval: [0.03, 0.56] },
    name: { scored: 2, accepted: 0, target: null, stated: null, wrong: 0, interval: null },
  },
  trialSheets: 0,
  msPerPage: { decode: { median: 50, p95: 90 } },
  baselineMsPerPage: { tesseract: { median: 800, p95: 900 }, ppocrLines: { median: 200, p95: 300 }, ppocrCells: null },
  lettersPerMinute: 20,
  pagesPerMinute: 40,
  cpuSecondsPerLetter: 2.5,
  peakRssMb: null,
}

describe('benchTables', () => {
  const text = benchTables('normal', figures, cli.bench)

  it('sets the engines beside ours and names the one with the fewest wrong characters', () => {
    const row = text.split('\n').find((line) => line.startsWith('line (printed)') && line.includes('tesseract'))
    expect(row?.split(/ {2,}/)).toEqual([
      'line (printed)',
      '4',
      '75.0%',
      '100.0%',
      '50.0%',
      '–',
      '2.0%',
      '1.0%',
      '5.0%',
      '–',
      'tesseract',
    ])
  })

  it('says in a line of its own how much stands wrong without anybody having looked', () => {
    expect(text).toContain('wrong, not flagged: 1 / 8 fields that stand without a person (12.5%)')
  })

  it('sets what was stated of the readings that stand beside what was found', () => {
    const row = (kind: string) =>
      text
        .split('\n')
        .findLast((line) => line.startsWith(kind))!
        .split(/ {2,}/)
    expect(row('choice')).toEqual(['choice', '8', '6', '0.30%', '0.20%', '16.67%', '1', '3.00%–56.00%', '-16.47'])
    expect(row('name')).toEqual(['name', '2', '0', '–', '–', '–', '0', '–', '–'])
  })

  it('leaves the engines out when they were not measured', () => {
    const none = forEngines(() => null)
    expect(benchTables('normal', { ...figures, baselines: none, baselineMsPerPage: none }, cli.bench)).not.toContain(
      'PP-OCR',
    )
  })
})

describe('bestOf', () => {
  it('names all who are equally good, and nobody when nothing was measured', () => {
    expect(bestOf([0.1, 0.1, 0.2], ['a', 'b', 'c'])).toBe('a = b')
    expect(bestOf([null, 0.3, 0], ['a', 'b', 'c'])).toBe('c')
    expect(bestOf([null, null], ['a', 'b'])).toBe('–')
  })
})
