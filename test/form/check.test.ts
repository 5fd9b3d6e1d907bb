import { describe, expect, it } from 'vitest'
import type { Breach, LoadedForm } from '../../src/contract/form.ts'
import { checkForm } from '../../src/form/check.ts'
import { foldsOf } from '../../src/form/folds.ts'
import { rules } from '../../src/form/breach.ts'
import { fieldOf, formCopy, type Writable } from './forms.ts'

type Form = Writable<LoadedForm>

/** A breach for each rule: what is done to the form, and what must then be said. */
const planted: {
  rule: string
  plant: (form: Form) => void
  target: string
  foundMm: number | null
  demandedMm: number | null
}[] = [
  {
    rule: 'keying',
    plant: (form) => {
      fieldOf(form, 'idea').keying = 'twice'
    },
    target: 'idea',
    foundMm: null,
    demandedMm: null,
  },
  {
    rule: 'margin',
    plant: (form) => {
      form.layout.pages[1]!.fiducials[0]!.xMm = 8.5
    },
    target: 'fiducial tl',
    foundMm: 8.5,
    demandedMm: 10,
  },
  {
    rule: 'fold',
    plant: (form) => {
      fieldOf(form, 'topics').options![8]!.boxMm.y = 141
    },
    target: 'topics.evaluation',
    foundMm: 2.9,
    demandedMm: 4,
  },
  {
    rule: 'fold',
    plant: (form) => {
      fieldOf(form, 'email').cells![12]!.x = 107
    },
    target: 'email[12]',
    foundMm: 2,
    demandedMm: 4,
  },
  {
    rule: 'quiet',
    plant: (form) => {
      form.layout.pages[0]!.code.xMm = 173.5
    },
    target: 'fiducial tr',
    foundMm: 1.5,
    demandedMm: (4 * 20) / 29,
  },
  {
    rule: 'quiet',
    plant: (form) => {
      fieldOf(form, 'topics').options![4]!.boxMm.x = 16.9
    },
    target: 'topics.one-step-approval',
    foundMm: 1.9,
    demandedMm: 2.5,
  },
  {
    rule: 'overlap',
    plant: (form) => {
      fieldOf(form, 'unit').boxMm.x = 98
    },
    target: 'name[7]',
    foundMm: 1.2,
    demandedMm: 0,
  },
  {
    rule: 'tick-gap',
    plant: (form) => {
      fieldOf(form, 'prefecture').options![1]!.boxMm.x = 26.8
    },
    target: 'prefecture.changsha',
    foundMm: 2.2,
    demandedMm: 3,
  },
  {
    rule: 'size',
    plant: (form) => {
      fieldOf(form, 'reply').options![0]!.boxMm.w = 3.8
    },
    target: 'reply.yes',
    foundMm: 3.8,
    demandedMm: 4,
  },
  {
    rule: 'size',
    plant: (form) => {
      for (const cell of fieldOf(form, 'idea').cells!) cell.h = 8.9
    },
    target: 'idea[0]',
    foundMm: 8.9,
    demandedMm: 9,
  },
  {
    rule: 'size',
    plant: (form) => {
      form.layout.pages[2]!.code.sizeMm = 17
    },
    target: 'code',
    foundMm: 17,
    demandedMm: 18,
  },
  {
    rule: 'code-module',
    plant: (form) => {
      form.layout.pages[0]!.code.sizeMm = 14
    },
    target: 'code',
    foundMm: 14 / 29,
    demandedMm: 0.5,
  },
  {
    rule: 'fiducials-few',
    plant: (form) => {
      form.layout.pages[0]!.fiducials.splice(5)
    },
    target: 'fiducials',
    foundMm: null,
    demandedMm: null,
  },
  {
    rule: 'fiducials-spread',
    plant: (form) => {
      // Without the two at the foot on the left and in the middle, the rest would still span the page; so take the third.
      form.layout.pages[0]!.fiducials = form.layout.pages[0]!.fiducials.filter(
        ({ id }) => !['bm', 'l3', 'r3', 'r2'].includes(id),
      )
    },
    target: 'fiducials',
    foundMm: 108,
    demandedMm: 178,
  },
  {
    rule: 'fiducials-symmetric',
    plant: (form) => {
      const left = (id: string): boolean => /^[tb][lr]$/.test(id)
      const { fiducials } = form.layout.pages[0]!
      const corners = fiducials.filter(({ id }) => left(id))
      const middle = [10, 195].flatMap((xMm, i) =>
        [70, 222].map((yMm, j) => ({ id: `m${i}${j}`, xMm, yMm, sizeMm: 5 })),
      )
      form.layout.pages[0]!.fiducials = [...corners, ...middle]
    },
    target: 'fiducials',
    foundMm: 0,
    demandedMm: 8,
  },
  {
    rule: 'printed',
    plant: (form) => {
      fieldOf(form, 'signature').boxMm.h = 11
    },
    target: 'layout',
    foundMm: null,
    demandedMm: null,
  },
  {
    rule: 'unrecorded',
    plant: (form) => {
      form.printedFingerprint = null
    },
    target: 'layout',
    foundMm: null,
    demandedMm: null,
  },
]

describe('form check', () => {
  it.each(['golden-ideas-2021', 'service-feedback'])('%s has no breach', (id) => {
    expect(checkForm(formCopy(id))).toEqual([])
  })

  it.each(planted)('$rule: finds $target', ({ rule, plant, target, foundMm, demandedMm }) => {
    const form = formCopy()
    plant(form)
    const found = checkForm(form).filter((breach) => breach.rule === rule && breach.target === target)
    expect(found.length, describeAll(checkForm(form))).toBeGreaterThan(0)
    const breach = found[0]!
    if (foundMm === null) expect(breach.foundMm).toBeNull()
    else expect(breach.foundMm).toBeCloseTo(foundMm, 2)
    if (demandedMm === null) expect(breach.demandedMm).toBeNull()
    else expect(breach.demandedMm).toBeCloseTo(demandedMm, 2)
    // The millimetres are told in both languages, and no template leaves a hole.
    for (const sentence of [breach.sentence.zh, breach.sentence.en]) {
      expect(sentence).not.toMatch(/undefined|\[object/)
      if (foundMm !== null) expect(sentence).toContain(`${Number(foundMm.toFixed(2))} mm`)
    }
    expect(breach.sentence.zh).toMatch(/[\u4e00-\u9fff]/)
  })

  it('plants a breach of every rule that the layout can break', () => {
    const inked = ['overflow', 'ink', 'text-on-text', 'glyph']
    expect(new Set(planted.map(({ rule }) => rule))).toEqual(new Set(rules.filter((rule) => !inked.includes(rule))))
  })

  it('lets grid cells lie on a fold, and combs not', () => {
    const form = formCopy()
    for (const cell of fieldOf(form, 'title').cells!) cell.y = 70
    expect(checkForm(form).filter(({ rule }) => rule === 'fold')).toEqual([])
    fieldOf(form, 'title').kind = 'comb'
    // All 17 lie on the fold across, the one in the middle on the fold down the page as well.
    expect(checkForm(form).filter(({ rule }) => rule === 'fold')).toHaveLength(18)
  })
})

describe('folds', () => {
  it('are those of A4 in half, in thirds and in four, both ways', () => {
    const at = foldsOf({ widthMm: 210, heightMm: 297 })
    expect(at.filter(({ axis }) => axis === 'y').map(({ atMm }) => atMm)).toEqual([74.25, 99, 148.5, 198, 222.75])
    expect(at.filter(({ axis }) => axis === 'x').map(({ atMm }) => atMm)).toEqual([105])
  })
})

function describeAll(breaches: readonly Breach[]): string {
  return breaches
    .map(({ rule, target, foundMm, demandedMm }) => `${rule} ${target} ${foundMm} ${demandedMm}`)
    .join('\n')
}
