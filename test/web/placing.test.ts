import { expect, it } from 'vitest'
import type { Fiducial } from '../../src/contract/layout.ts'
import { applyHomography, type Homography } from '../../src/geometry/transform.ts'
import { fitOf, handlesOf, put, startPlacing, turned } from '../../src/web/fit/placing.ts'

const fiducials: Fiducial[] = [
  [10, 10],
  [195, 10],
  [10, 282],
  [195, 282],
  [10, 118],
].map(([xMm, yMm], i) => ({ id: `f${i}`, xMm: xMm!, yMm: yMm!, sizeMm: 5 }))
const page = { widthMm: 210, heightMm: 297 }
const scan = { widthPx: 2480, heightPx: 3508 }
const truth: Homography = [11.9, -0.4, 60, 0.35, 11.7, -30, 4e-6, 2e-6, 1]
const at = (fit: Homography, { xMm, yMm }: Fiducial) => applyHomography(fit, xMm + 2.5, yMm + 2.5)

it('takes the form along with the first handle and lies as the scan does with four', () => {
  let placing = startPlacing(null, scan, page)
  const offOf = () =>
    Math.max(...fiducials.map((one) => Math.hypot(at(fitOf(placing, fiducials), one).x - at(truth, one).x, at(fitOf(placing, fiducials), one).y - at(truth, one).y))) // prettier-ignore
  const before = fitOf(placing, fiducials)
  placing = put(placing, 'f0', at(truth, fiducials[0]!), scan)
  const after = fitOf(placing, fiducials)
  const moved = { x: at(after, fiducials[3]!).x - at(before, fiducials[3]!).x, y: at(after, fiducials[3]!).y - at(before, fiducials[3]!).y } // prettier-ignore
  expect(moved.x).toBeCloseTo(at(truth, fiducials[0]!).x - at(before, fiducials[0]!).x, 6)
  const offs = [offOf()]
  for (const one of [fiducials[3]!, fiducials[1]!, fiducials[2]!]) {
    placing = put(placing, one.id, at(truth, one), scan)
    offs.push(offOf())
  }
  expect(offs).toEqual(offs.toSorted((a, b) => b - a))
  expect(offs[3]).toBeLessThan(0.01)
  const places = handlesOf(placing, fiducials)
  expect(places.get('f4')!.x).toBeCloseTo(at(truth, fiducials[4]!).x, 2)
})

it('keeps handles in the scan, and says what can be said of handles on one line', () => {
  let placing = put(startPlacing(null, scan, page), 'f0', { x: -50, y: 1e6 }, scan)
  expect(placing.pinned.get('f0')).toEqual({ x: 0, y: 3508 })
  placing = startPlacing(null, scan, page)
  for (const one of [fiducials[0]!, fiducials[2]!, fiducials[4]!]) placing = put(placing, one.id, at(truth, one), scan)
  expect(fitOf(placing, fiducials).every(Number.isFinite)).toBe(true)
})

it('turns about the middle of the scan, and is back after four quarters', () => {
  const start = startPlacing(null, scan, page)
  let placing = start
  for (let k = 0; k < 4; k++) placing = turned(placing, scan)
  for (const one of fiducials) {
    const [a, b] = [at(placing.base, one), at(start.base, one)]
    expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeLessThan(1e-6)
  }
  // Top left is top right after one.
  expect(at(turned(start, scan).base, fiducials[0]!).x).toBeGreaterThan(scan.widthPx / 2)
})
