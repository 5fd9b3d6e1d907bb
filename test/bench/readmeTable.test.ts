import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withFigures } from '../../src/bench/readmeTable.ts'
import type { BenchReport } from '../../src/contract/bench.ts'
import type { BenchReviewReport } from '../../src/contract/benchReview.ts'

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const readme = textOf('README.md')
const report = JSON.parse(textOf('src/bench/report.json')) as BenchReport
const review = JSON.parse(textOf('src/bench/review.json')) as BenchReviewReport

describe('the figures of the README', () => {
  it('are those of the committed report (npm run readme)', () => {
    expect(withFigures(readme, report, review)).toBe(readme)
  })

  it('are of the report pool, with the engines alone beside ours', () => {
    expect(report.pool).toBe('report')
    const { normal } = report.severities
    expect(normal?.letters).toBeGreaterThanOrEqual(20)
    expect(normal?.baselines.tesseract).not.toBeNull()
    expect(normal?.baselines.ppocrLines).not.toBeNull()
    expect(normal?.baselines.ppocrCells).not.toBeNull()
  })

  it('tell what review costs on the report pool, on a store as full as promised', () => {
    expect(review).toMatchObject({ pool: 'report', stored: 100_000, doubleClaims: 0, claimClients: 50 })
    expect(review.letters).toBeGreaterThanOrEqual(20)
  })

  it('change when a figure of the report does', () => {
    const changed = structuredClone(report)
    changed.severities['normal']!.fields['telephone']!.exact -= 1
    expect(withFigures(readme, changed, review)).not.toBe(readme)
    expect(withFigures(readme, report, { ...review, keysPerLetterMean: 1 })).not.toBe(readme)
  })
})
