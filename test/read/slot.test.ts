import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bothLooks, posteriors, type SlotOption } from '../../src/read/slot.ts'

const look = fc
  .uniqueArray(fc.constantFrom('乡', '多', '镇', '厂', '供'), { minLength: 1 })
  .chain((texts) =>
    fc
      .array(fc.double({ min: -30, max: 0, noNaN: true }), { minLength: texts.length, maxLength: texts.length })
      .map((scores) => texts.map((text, i): SlotOption => ({ text, score: scores[i]! }))),
  )

const shareOf = (options: readonly SlotOption[], text: string): number => {
  const shares = posteriors(options, 1)
  return options.reduce((sum, option, i) => sum + (option.text === text ? shares[i]! : 0), 0)
}

test('two looks say the same whichever was first, of everything that either listed, best first', () => {
  fc.assert(
    fc.property(look, look, (one, other) => {
      const both = bothLooks(one, other)
      expect(new Set(both.map(({ text }) => text))).toEqual(new Set([...one, ...other].map(({ text }) => text)))
      expect(both.map(({ score }) => score)).toEqual(both.map(({ score }) => score).toSorted((a, b) => b - a))
      for (const { text, score } of bothLooks(other, one))
        expect(score).toBeCloseTo(both.find((option) => option.text === text)!.score, 9)
    }),
  )
})

test('a look that is sure does not make sure what the other takes for something else', () => {
  const sure = [
    { text: '多', score: 0 },
    { text: '乡', score: -9 },
  ]
  const other = [
    { text: '乡', score: 0 },
    { text: '多', score: -6 },
  ]
  expect(shareOf(sure, '多')).toBeGreaterThan(0.999)
  expect(shareOf(bothLooks(sure, other), '多')).toBeLessThan(0.9)
  expect(shareOf(bothLooks(sure, sure), '多')).toBeGreaterThan(0.999)
  // Each listed only its own: as likely the one as the other, and both may be picked.
  expect(shareOf(bothLooks(sure, [{ text: '镇', score: 0 }]), '镇')).toBeCloseTo(0.5, 2)
})
