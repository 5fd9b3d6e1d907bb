import { describe, expect, it } from 'vitest'
import type { ArtText } from '../../src/contract/artwork.ts'
import type { LoadedForm } from '../../src/contract/form.ts'
import { checkArtwork } from '../../src/print/checkArtwork.ts'
import { labelItems } from '../../src/print/printLabel.ts'
import { formCopy, type Writable } from '../form/forms.ts'
import { labelForm } from './label.ts'

type Form = Writable<LoadedForm>

const text = (form: Form, start: string): Writable<ArtText> =>
  form.artwork.pages[0]!.items.find(
    (item) => item.draw === 'text' && item.text.zh.startsWith(start),
  ) as Writable<ArtText>

const planted: {
  rule: string
  what: string
  plant: (form: Form) => void
  target: RegExp
  foundMm: [number, number] | null
}[] = [
  {
    rule: 'overflow',
    what: 'a text taller than its box',
    plant: (form) => (text(form, '三、').boxMm.h = 3),
    target: /^text \d+ \((zh|en)\)$/,
    foundMm: [1.5, 3],
  },
  {
    rule: 'overflow',
    what: 'an option whose label is too long',
    plant: (form) => (text(form, '办事流程').text.zh = '办事流程优化'.repeat(8)),
    target: /^label of topics.process-optimization \(zh\)$/,
    foundMm: [1, 8],
  },
  {
    rule: 'ink',
    what: 'a label that runs into a cell',
    plant: (form) => (text(form, '手机号码').boxMm.y += 1),
    target: /^label of telephone/,
    foundMm: [0, 0.5],
  },
  {
    rule: 'ink',
    what: 'a rule through a tick box',
    plant: (form) =>
      form.artwork.pages[0]!.items.push({
        draw: 'rule',
        id: 'stray',
        from: { x: 19, y: 105 },
        to: { x: 30, y: 105 },
        widthMm: 0.2,
        tint: 1,
      }),
    target: /^stray/,
    foundMm: [0, 0],
  },
  {
    rule: 'quiet',
    what: 'a text in the quiet zone of the code',
    plant: (form) => (text(form, '我为').boxMm.w += 50),
    target: /^text 2 \((zh|en)\)$/,
    foundMm: [0, 2.7],
  },
  {
    rule: 'margin',
    what: 'a text in the printer margin',
    plant: (form) => (text(form, '第 1 页').boxMm.y += 4),
    target: /^text \d+/,
    foundMm: [7, 9.9],
  },
  {
    rule: 'text-on-text',
    what: 'two texts on each other',
    plant: (form) => (text(form, '您的身份').boxMm.x += 30),
    target: /^label of (party|reply)/,
    foundMm: [0.1, 5],
  },
  {
    rule: 'glyph',
    what: 'a character the font does not have',
    plant: (form) => (text(form, '签名').text.zh = '签名☐'),
    target: /^label of signature \(zh\)$/,
    foundMm: null,
  },
]

describe('the printed page', () => {
  it.each(['golden-ideas-2021', 'service-feedback'])('%s has no breach in either language', async (id) => {
    expect(await checkArtwork(formCopy(id))).toEqual([])
  })

  it.each(planted)('$rule: $what', async ({ rule, plant, target, foundMm }) => {
    const form = formCopy()
    plant(form)
    const found = (await checkArtwork(form)).filter((breach) => breach.rule === rule && target.test(breach.target))
    expect(found.length).toBeGreaterThan(0)
    const [breach] = found
    expect(breach!.page).toBe(1)
    if (foundMm === null) expect(breach!.sentence.zh).toContain('☐')
    else {
      expect(breach!.foundMm).toBeGreaterThanOrEqual(foundMm[0])
      expect(breach!.foundMm).toBeLessThanOrEqual(foundMm[1])
      expect(breach!.sentence.en).toContain(`${Number(breach!.foundMm!.toFixed(2))} mm`)
    }
  })
})

describe('the address label', () => {
  it('has every text in its box and none on another', async () => {
    const breaches = await checkArtwork(labelForm(labelItems(formCopy().campaign)))
    const own = breaches.filter(
      ({ rule, target }) => ['overflow', 'text-on-text', 'glyph'].includes(rule) && target.endsWith('(zh)'),
    )
    expect(own.filter(({ target }) => !target.startsWith('readable id'))).toEqual([])
  })
})
