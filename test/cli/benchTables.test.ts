import { describe, expect, it } from 'vitest'
import { benchTables, bestOf } from '../../src/cli/benchTables.ts'
import type { SeverityFigures } from '../../src/contract/bench.ts'
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
  },
  msPerPage: { decode: { median: 50, p95: 90 } },
  baselineMsPerPage: { tesseract: { median: 800, p95: 900 }, ppocrLines: { median: 200, p95: 300 } },
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
      '2.0%',
      '1.0%',
      '5.0%',
      'tesseract',
    ])
  })

  it('says in a line of its own how much stands wrong without anybody having looked', () => {
    expect(text).toContain('wrong, not flagged: 1 / 8 fields that stand without a person (12.5%)')
  })

  it('leaves the engines out when they were not measured', () => {
    const none = { tesseract: null, ppocrLines: null }
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
