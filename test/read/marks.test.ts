import { describe, expect, it } from 'vitest'
import type { MarkState, Reading } from '../../src/contract/reading.ts'
import { readMarks, readSignature } from '../../src/read/marks.ts'
import { disc, fill, seeded, signatureField, stroke, tickField, type Sheet } from '../register/syntheticPage.ts'
import { fittedPage } from './inkAndMarks.ts'

type Points = readonly (readonly [number, number])[]
const box = tickField.options![2]!.boxMm
// Shares of the third box, whose value is v2; v0 lies above it and v3 to its right.
const draw = (sheet: Sheet, points: Points, dark = 0.85): void =>
  stroke(sheet, points.map(([u, v]) => [box.x + u * box.w, box.y + v * box.h] as const), 0.5, dark) // prettier-ignore
const check: Points = [[0.1, 0.5], [0.4, 0.9], [1, -0.1]] // prettier-ignore
const filled = (sheet: Sheet): void => fill(sheet, { x: box.x + 0.1, y: box.y + 0.1, w: 4.4, h: 4.4 }, 0.85)

const drawn: Record<string, [(sheet: Sheet) => void, MarkState]> = {
  nothing: [() => {}, 'empty'],
  'a check': [(s) => draw(s, check), 'marked'],
  'a cross': [(s) => (draw(s, [[0, 0], [1, 1]]), draw(s, [[1, 0], [0, 1]])), 'marked'], // prettier-ignore
  'a slash': [(s) => draw(s, [[0.9, 0.1], [0.1, 0.9]]), 'marked'], // prettier-ignore
  'a dot': [(s) => disc(s, { x: box.x + 2.3, y: box.y + 2.3 }, 1.1, 0.85), 'marked'],
  'a faint check': [(s) => draw(s, check, 0.25), 'marked'],
  'an overshooting check': [(s) => draw(s, [[0.1, 0.4], [0.4, 0.9], [1.3, -1.1]]), 'marked'], // prettier-ignore
  'a filled box': [filled, 'cancelled'],
  'a tick that was filled in': [(s) => (draw(s, check), filled(s)), 'cancelled'],
  'a speck of dust': [(s) => disc(s, { x: box.x + 2, y: box.y + 2 }, 0.12, 0.7), 'empty'],
  'a shadow that shines through': [(s) => disc(s, { x: box.x + 2, y: box.y + 2 }, 6, 0.08), 'empty'],
}

describe('readMarks', () => {
  it.each(Object.entries(drawn))('sees %s for what it is, and every other box as empty', (_, [put, state]) => {
    const reading = readMarks(fittedPage(put), tickField)
    const marks = marksOf(reading)
    expect(marks[2]!.state).toBe(state)
    for (const mark of marks) if (mark.option !== 'v2') expect(mark.state).not.toBe('marked')
  })

  it('never takes a crease through a row of boxes for a tick', () => {
    const page = fittedPage((s) => fill(s, { x: 0, y: box.y + 2, w: 210, h: 0.35 }, 0.4))
    for (const mark of marksOf(readMarks(page, tickField))) expect(mark.state).not.toBe('marked')
  })

  it('gives the ticked values in the order of the layout', () => {
    const page = fittedPage((s) => {
      draw(s, check)
      const last = tickField.options![9]!.boxMm
      stroke(s, [[last.x, last.y], [last.x + 4.6, last.y + 4.6]], 0.5, 0.85) // prettier-ignore
    })
    const reading = readMarks(page, tickField)
    expect(reading).toMatchObject({ state: 'read', value: ['v2', 'v9'], engine: 'marks' })
    expect((reading as { confidence: number }).confidence).toBeGreaterThan(0.9)
  })

  it('is blank when nothing is ticked or every tick was taken back', () => {
    expect(
      readMarks(
        fittedPage(() => {}),
        tickField,
      ).state,
    ).toBe('blank')
    expect(readMarks(fittedPage(filled), tickField).state).toBe('blank')
  })

  it('is less sure of a blank in black and white, where a faint tick may be gone', () => {
    const bits = readMarks(fittedPage(() => {}, { dpi: 200, bits: 1, noise: 10 }), tickField) // prettier-ignore
    const grey = readMarks(fittedPage(() => {}), tickField) // prettier-ignore
    expect([bits.state, grey.state]).toEqual(['blank', 'blank'])
    expect((bits as { confidence: number }).confidence).toBe(0.9)
    expect((grey as { confidence: number }).confidence).toBeGreaterThan(0.95)
  })

  it('takes a box that was filled in for cancelled though a black and white scan kept only dots of it', () => {
    const random = seeded(5)
    const page = fittedPage(
      (s) => {
        draw(s, check)
        for (let k = 0; k < 420; k++)
          disc(s, { x: box.x + 0.2 + 4.2 * random(), y: box.y + 0.2 + 4.2 * random() }, 0.11, 1)
      },
      { dpi: 300, bits: 1 },
    )
    expect(['cancelled', 'doubtful']).toContain(marksOf(readMarks(page, tickField))[2]!.state)
  })

  it('never reads a mark in 60 empty boxes of noisy scans', () => {
    for (let seed = 0; seed < 6; seed++) {
      const page = fittedPage(
        (s) => fill(s, { x: 20 + seed * 0.3, y: 0, w: 0.2, h: 297 }, 0.12),
        { dpi: 200, noise: 6 + 3 * seed, rotationDeg: seed - 3, light: (x, y) => 0.6 + x / 900 + y / 1500 }, // prettier-ignore
      )
      for (const mark of marksOf(readMarks(page, tickField))) expect(mark.state).not.toBe('marked')
    }
  })

  it('sees no tick in the rule of a box that lies beside its place, as behind a fold, and the tick that is there', () => {
    for (const [dx, dy] of [
      [0, 0.6],
      [-0.5, 0],
    ] as const) {
      const states = ([() => {}, (s) => draw(s, check)] as ((sheet: Sheet) => void)[]).map((put) => {
        const page = fittedPage(put)
        const [a, b, c, d, e, f, ...rest] = page.fit.homography
        const moved = [a!, b!, c! + a! * dx + b! * dy, d!, e!, f! + d! * dx + e! * dy, ...rest]
        return marksOf(readMarks({ ...page, fit: { ...page.fit, homography: moved } }, tickField)).map(
          ({ state }) => state,
        )
      })
      expect(
        states[0]!.every((state) => state === 'empty'),
        `${dx}, ${dy}`,
      ).toBe(true)
      expect(states[1]!.map((state, k) => (state === 'empty' ? '' : `${k} ${state}`)).join('')).toBe('2 marked')
    }
  })

  it('asks a person about a half-hearted stroke and offers both answers', () => {
    const reading = readMarks(fittedPage((s) => draw(s, [[0.3, 0.5], [0.5, 0.55]])), tickField) // prettier-ignore
    expect(reading.state).toBe('unclear')
    expect((reading as { candidates: { value: string }[] }).candidates.map(({ value }) => value)).toEqual(['v2', ''])
  })
})

describe('readSignature', () => {
  const { x, y } = signatureField.boxMm
  it('tells a signature from an empty line', () => {
    const scrawl: Points = [[5, 8], [9, 3], [11, 9], [15, 3], [18, 9], [24, 4], [30, 8]] // prettier-ignore
    const page = fittedPage((s) => stroke(s, scrawl.map(([u, v]) => [x + u, y + v] as const), 0.5, 0.85)) // prettier-ignore
    expect(readSignature(page, signatureField)).toMatchObject({ state: 'read', value: 'signed' })
    expect(
      readSignature(
        fittedPage(() => {}),
        signatureField,
      ).state,
    ).toBe('blank')
  })
})

function marksOf(reading: Reading): { option: string; state: MarkState }[] {
  if (!('marks' in reading) || reading.marks === undefined) throw new Error('no marks')
  return reading.marks
}
