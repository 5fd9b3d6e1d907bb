import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { Layout } from '../../src/contract/layout.ts'
import { fingerprintOf } from '../../src/form/fingerprint.ts'
import { contains, overlaps } from '../../src/geometry/point.ts'
import { fieldOf, formCopy } from './forms.ts'

const golden = formCopy()

describe('the layout of the Golden Ideas form', () => {
  it('is of the shape that others rely on', () => {
    expect(Value.Errors(Layout, golden.layout)).toEqual([])
    expect(golden.layout.pageSize).toEqual({ widthMm: 210, heightMm: 297 })
    expect(golden.layout.pages.map(({ page, optional }) => [page, optional])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
  })

  it('asks what the campaign asks, in this order', () => {
    const fields = golden.layout.pages.flatMap((page) => page.fields)
    expect(fields.map(({ id, kind, decoder }) => `${id} ${kind} ${decoder}`)).toEqual([
      'title grid text',
      'topics choice text',
      'name grid name',
      'unit line text',
      'telephone comb telephone',
      'party choice text',
      'reply choice text',
      'email comb email',
      'prefecture choice text',
      'signature signature text',
      'date comb date',
      'idea grid text',
      'idea-3 grid text',
    ])
    const personal = fields.filter((field) => field.personal).map(({ id }) => id)
    expect(personal).toEqual(['name', 'unit', 'telephone', 'email', 'signature'])
    expect(fieldOf(golden, 'topics').rules).toEqual({ required: true, min: 1, max: 3 })
    expect(fieldOf(golden, 'topics').options).toHaveLength(10)
    expect(fieldOf(golden, 'prefecture').options).toHaveLength(15)
    expect(fieldOf(golden, 'telephone').cells).toHaveLength(11)
    expect(fieldOf(golden, 'date').rules).toEqual({ required: true, inWindow: true })
    expect(fieldOf(golden, 'idea-3').continues).toBe('idea')
  })

  it('sets cells in reading order, each where the definition says', () => {
    const { cells } = fieldOf(golden, 'idea')
    expect(cells).toHaveLength(360)
    expect(cells![0]).toEqual({ x: 20, y: 47.4, w: 9.444, h: 9.4 })
    expect(cells![18]).toEqual({ x: 20, y: 58.7, w: 9.444, h: 9.4 })
    expect(fieldOf(golden, 'telephone').cells![3]).toEqual({ x: 43.1, y: 168.2, w: 6.6, h: 8 })
    expect(fieldOf(golden, 'topics').options![3]!.boxMm).toEqual({ x: 110.8, y: 110.8, w: 4.6, h: 4.6 })
  })

  it.each(['golden-ideas-2021', 'service-feedback'])('%s: the box of a field holds its cells and options', (id) => {
    for (const field of formCopy(id).layout.pages.flatMap((page) => page.fields)) {
      const parts = [...(field.cells ?? []), ...(field.options ?? []).map(({ boxMm }) => boxMm)]
      const roomy = {
        x: field.boxMm.x - 1e-3,
        y: field.boxMm.y - 1e-3,
        w: field.boxMm.w + 2e-3,
        h: field.boxMm.h + 2e-3,
      }
      for (const part of parts) expect(contains(roomy, part), field.id).toBe(true)
      expect(parts.length > 0 || ['line', 'signature'].includes(field.kind)).toBe(true)
      expect(overlaps(field.boxMm, { x: 0, y: 0, w: 1000, h: 1000 })).toBe(true)
    }
  })
})

describe('the fingerprint', () => {
  it('is the one on record for what was printed', () => {
    expect(golden.layout.fingerprint).toBe(golden.printedFingerprint)
    expect(fingerprintOf(golden.layout)).toBe(golden.printedFingerprint)
  })

  it('does not depend on the order of members', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .toReversed()
                .map(([key, member]) => [key, turned(member)]),
            )
          : value
    expect(fingerprintOf(turned(golden.layout) as typeof golden.layout)).toBe(golden.layout.fingerprint)
  })

  it('changes with a hundredth of a millimetre', () => {
    const moved = formCopy()
    fieldOf(moved, 'date').cells![7]!.x += 0.01
    expect(fingerprintOf(moved.layout)).not.toBe(golden.layout.fingerprint)
  })
})
