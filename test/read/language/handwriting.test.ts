import { describe, expect, it } from 'vitest'
import { bestPath } from '../../../src/read/language/bestPath.ts'
import { decodeWords } from '../../../src/read/language/decodeWords.ts'
import { calibrationError, measureText, sumUp } from './figures.ts'
import { readLattices } from './lattices.ts'
import { plant } from './plant.ts'

// Floors a little below what was measured (decisions/0080): a change that reads worse has to say so.
const BARS = {
  development: { strokes: 0.5, 'ma-shan-zheng': 0.63, 'liu-jian-mao-cao': 0.83 },
  report: { strokes: 0.6, 'long-cang': 0.6, 'zhi-mang-xing': 0.55 },
} as const

describe.each(['development', 'report'] as const)('handwriting of the %s half', (half) => {
  const texts = readLattices(half)
  const figures = new Map(
    Object.keys(BARS[half]).map((hand) => [
      hand,
      sumUp(texts.filter((text) => text.hand === hand).map((text) => measureText(text, bestPath))),
    ]),
  )

  it.each(Object.entries(BARS[half]))('%s: at most %f of the errors of ink alone', (hand, bar) => {
    const { characters, wrong, inkWrong } = figures.get(hand)!
    expect(characters).toBeGreaterThan(300)
    expect(wrong / inkWrong).toBeLessThanOrEqual(bar)
  })

  it('mends four times what it breaks', () => {
    // Over all hands: of an easy one too few characters are wrong by ink to count with.
    const { broken, mended } = sumUp([...figures.values()])
    expect(mended).toBeGreaterThan(100)
    expect(broken).toBeLessThan(0.25 * mended)
  })

  it('states confidences that hold', () => {
    const all = sumUp([...figures.values()])
    const sure = all.stated.filter(([confidence]) => confidence > 0.99)
    expect(calibrationError(all.stated)).toBeLessThan(0.05)
    expect(sure.length).toBeGreaterThan(0.3 * all.characters)
    expect(sure.filter(([, right]) => !right).length / sure.length).toBeLessThan(0.005)
  })

  it('is quick', () => {
    const { cpuMs, characters } = sumUp([...figures.values()])
    process.stdout.write(`${half}: ${((cpuMs / characters) * 300).toFixed(0)} ms of CPU for 300 characters\n`)
    // Twenty times what it takes: only a change of order shall fail here, not a busy machine.
    expect((cpuMs / characters) * 300).toBeLessThan(600)
  })
})

describe('decodeWords', () => {
  it('says what the ink said and what was changed', () => {
    const decoded = decodeWords(plant('政务大厅', { 3: ['斤', 2] }))
    expect(decoded).toMatchObject({
      value: '政务大厅',
      raw: '政务大斤',
      reason: 'CORRECTED',
      rejected: false,
      changes: [{ cell: 3, from: '斤', to: '厅' }],
      cells: ['政', '务', '大', '厅'],
    })
    expect(decoded.candidates[0]).toEqual({ value: '政务大厅', confidence: decoded.confidence })
    expect(decoded.characters[3]!.candidates.map(({ value }) => value)).toContain('斤')
  })

  it('tells text that stands from no text at all', () => {
    expect(decodeWords(plant('政务大厅', {}))).toMatchObject({ reason: 'AS_READ', changes: [], raw: '政务大厅' })
    expect(decodeWords([[{ value: '', confidence: 1 }], []])).toMatchObject({
      reason: 'EMPTY',
      value: '',
      candidates: [],
    })
    expect(decodeWords([])).toMatchObject({ reason: 'EMPTY', value: '', raw: '' })
  })
})
