import { describe, expect, it } from 'vitest'
import { calibrationTable } from '../../src/cli/calibrationTable.ts'
import { cli } from '../../src/locale/en/cli.ts'

describe('calibrationTable', () => {
  const step = { from: 0.8, right: 0.99875, count: 800, wrong: 0 }
  const text = calibrationTable(
    { made: {}, kinds: { date: [step], line: [step], name: [step] } },
    { line: { readings: 800, wrong: 0, refitted: true } },
    cli.calibrate,
  )
  const row = (kind: string): string[] =>
    text
      .split('\n')
      .find((line) => line.startsWith(kind))!
      .split(/ {2,}/)

  it('says from which score on readings stand, how many that is and what is stated of them', () => {
    expect(row('date').slice(-3)).toEqual(['0.800000', '100.00%', '0.12%'])
    expect(row('name').slice(-3)).toEqual(['–', '–', '–'])
  })

  it('names the score alone where the reader is asked as well: (0.005² / 0.00125) of doubt', () => {
    expect(row('line')).toEqual(['line', '800', '0', 'yes', '0.50%', '0.980000', '–', '–'])
  })
})
