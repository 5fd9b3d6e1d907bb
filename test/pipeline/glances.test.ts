import { describe, expect, it } from 'vitest'
import type { Layout } from '../../src/contract/layout.ts'
import type { Reading } from '../../src/contract/reading.ts'
import type { FieldReason } from '../../src/contract/reasons.ts'
import { context, field } from '../judge/fields.ts'
import { glancesOf, WHOLE } from '../../src/pipeline/glances.ts'

describe('what can be confirmed at a glance', () => {
  it('is a value, and each character that is not sure', () => {
    expect(found(read, ['LOW_CONFIDENCE'])).toEqual([WHOLE, 0, 1])
  })

  it('is nothing of what lies over the form: whoever judges that must see the page', () => {
    expect(found({ ...read, covered: true as const }, ['COVERED'])).toEqual([])
  })

  it('is no character of a text that keeps to no cells, as a crop of its cell would show others', () => {
    const across = { ...read, characters: characters.map((one) => ({ ...one, boxMm: { x: 1, y: 1, w: 2, h: 3 } })) }
    expect(found(across, ['LOW_CONFIDENCE'])).toEqual([WHOLE])
    expect(found(across, ['ACROSS_CELLS'])).toEqual([])
  })
})

const characters = [...'建议'].map((value, cell) => ({ cell, value, confidence: 0.5, candidates: [] }))
const read = {
  state: 'read' as const,
  value: '建议',
  confidence: 0.5,
  candidates: [],
  engine: 'test',
  characters,
}

const cells = [0, 1, 2].map((i) => ({ x: 10 * i, y: 0, w: 10, h: 10 }))
const title = field({ id: 'title', kind: 'grid', cells })

function found(reading: Reading, reasons: FieldReason[]): number[] {
  const page = { page: 1, optional: false, fiducials: [], code: { xMm: 0, yMm: 0, sizeMm: 10 }, fields: [title] }
  const layout = { form: 'f', version: 1, fingerprint: '0', pageSize: { widthMm: 210, heightMm: 297 }, pages: [page] }
  return glancesOf(
    { id: 'X-000001', form: 'f', version: 1, state: 'review' },
    layout as unknown as Layout,
    [{ id: 'p', code: { form: 'f', version: 1, fingerprint: '0', page: 1, pages: 1, serial: null }, run: 1, view: 1 }],
    [{ field: 'title', reading }],
    [{ field: 'title', how: 'none', state: 'read', value: '建议', reasons }],
    [],
    context,
  ).map(({ cell }) => cell)
}
