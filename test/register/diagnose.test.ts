import { resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { decodePage } from '../../src/intake/decodePage.ts'
import type { PaperLetter } from '../../src/paper/writeLetter.ts'
import { streaksDown } from '../../src/register/streaks.ts'
import type { TestForm } from '../read/fittedPages.ts'
import { goldenLetter } from './goldenLetter.ts'
import { diagnosed, type Diagnosed } from './diagnosedScans.ts'
import { plantedCodes, plantedFaults, type PlantedCode } from './plantedFaults.ts'
import { plantedScan, type Fault } from './plantedScans.ts'

/** Faults planted by the simulator: each is found, where it is, and none is raised on a page without it. */
describe('diagnosing a scan', () => {
  let form: TestForm
  let letter: PaperLetter
  beforeAll(async () => {
    ;({ form, letter } = await goldenLetter())
  }, 120_000)
  const look = async (page: number, severity: 'clean' | 'normal', seed: number, fault: Fault): Promise<Diagnosed> =>
    diagnosed(plantedScan(letter, page, severity, seed, fault), page, form.form.layout, form.blanks)

  it.each(['clean', 'normal'] as const)(
    'raises nothing on a %s page',
    async (severity) => {
      const { state, findings } = await look(2, severity, 102, { plan: { streaks: 0 } })
      expect([state, findings]).toEqual(['fitted', []])
    },
    60_000,
  )

  it('calls no photocopy what is black and white inside a PDF, whose edges come out soft', async () => {
    const path = resolve(import.meta.dirname, '../../scans/samples/ideas-clean-bits.pdf')
    const image = await decodePage(path, 'application/pdf', 0)
    expect((await diagnosed(image, 1, form.form.layout, form.blanks.slice(0, 1))).findings).toEqual([])
  }, 60_000)

  const expected: Readonly<Record<PlantedCode, { low: number; high: number; sides?: string; state?: string }>> = {
    // 31 % of the width.
    STREAK: { low: 63, high: 67 },
    PRINT_LIGHT: { low: 20, high: 55 },
    EDGE_CUT: { low: 2, high: 5, sides: 'right' },
    CORNER_FOLDED: { low: 16, high: 20, sides: 'bottom left' },
    STRETCHED: { low: 1.7, high: 2.3 },
    SCALED: { low: 93.5, high: 94.5 },
    PHOTOCOPY: { low: 0, high: 20 },
    RESOLUTION_LOW: { low: 147, high: 152 },
    BLURRED: { low: 0.3, high: 1.2 },
    TURNED: { low: 178, high: 182 },
    MARKER_COVERED: { low: 0, high: 100 },
    CODE_UNREADABLE: { low: 0, high: 5, state: 'no code' },
  }
  it.each(plantedCodes)(
    'finds %s where it was planted, and how much of it',
    async (code) => {
      const { low, high, sides = '', state = 'fitted' } = expected[code]
      const seen = await look(1, 'clean', 100, plantedFaults[code])
      expect(seen.state).toBe(state)
      const [finding] = seen.findings.filter((one) => one.code === code)
      expect(finding, JSON.stringify(seen.findings)).toBeDefined()
      expect(finding!.measured).toBeGreaterThanOrEqual(low)
      expect(finding!.measured).toBeLessThanOrEqual(high)
      expect(finding!.sides.join(' ')).toBe(sides)
      // Copying blurs, and what is scaled down has fewer pixels: nothing else is said of any.
      const others = new Set(seen.findings.map((one) => one.code).filter((one) => one !== code && one !== 'BLURRED'))
      expect([...others]).toEqual([])
      if (code === 'CODE_UNREADABLE') {
        expect(seen.rough).toHaveLength(9)
        const box = finding!.boxMm!
        expect(Math.hypot(box.x - 168, box.y - 13)).toBeLessThan(3)
        expect(box.w).toBeCloseTo(20, 0)
      }
      if (code === 'STREAK') expect(finding!.boxMm).toMatchObject({ y: expect.closeTo(0, 0), h: 297 })
    },
    60_000,
  )

  it('tells why a page was not fitted: which markers are gone', async () => {
    const { layout } = form.form
    const gone = layout.pages[0]!.fiducials.slice(0, 9)
    const seen = await look(1, 'clean', 100, {
      sheet: ({ widthPx, data }, pxPerMm) => {
        for (const { xMm, yMm, sizeMm } of gone)
          for (let y = Math.round((yMm - 1) * pxPerMm); y < (yMm + sizeMm + 1) * pxPerMm; y++)
            data.fill(240, y * widthPx + Math.round((xMm - 1) * pxPerMm), y * widthPx + Math.round((xMm + sizeMm + 1) * pxPerMm)) // prettier-ignore
      },
    })
    expect(seen.state).toBe('not fitted')
    expect(seen.findings.filter(({ code }) => code === 'MARKER_COVERED')).toHaveLength(gone.length)
    expect(seen.rough).toHaveLength(9)
  }, 60_000)
})

it('takes no rule and no short line for a streak', () => {
  const [widthPx, heightPx] = [1200, 1700]
  const data = new Uint8Array(widthPx * heightPx).fill(240)
  const line = (x: number, from: number, to: number): void => {
    for (let y = Math.round(from * heightPx); y < to * heightPx; y++) data[y * widthPx + x] = 120
  }
  line(200, 0.04, 0.96)
  line(400, 0, 0.5)
  const image = { widthPx, heightPx, data }
  expect(streaksDown(image)).toEqual([])
  line(700, 0, 1)
  expect(streaksDown(image)).toEqual([{ fromPx: 700, toPx: 700, depth: -120 }])
})
