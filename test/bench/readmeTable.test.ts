import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withFigures } from '../../src/bench/readmeTable.ts'
import type { BenchReport } from '../../src/contract/bench.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const report = JSON.parse(readFileSync(new URL('../../src/bench/report.json', import.meta.url), 'utf8')) as BenchReport

describe('the figures of the README', () => {
  it('are those of the committed report (npm run readme)', () => {
    expect(withFigures(readme, report)).toBe(readme)
  })

  it('are of the report pool, with both engines alone beside ours', () => {
    expect(report.pool).toBe('report')
    const { normal } = report.severities
    expect(normal?.letters).toBeGreaterThanOrEqual(20)
    expect(normal?.baselines.tesseract).not.toBeNull()
    expect(normal?.baselines.ppocrLines).not.toBeNull()
  })

  it('change when a figure of the report does', () => {
    const changed = structuredClone(report)
    changed.severities['normal']!.fields['telephone']!.exact -= 1
    expect(withFigures(readme, changed)).not.toBe(readme)
  })
})
