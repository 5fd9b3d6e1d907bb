import type { LayoutField } from '../../src/contract/layout.ts'
import type { Reading } from '../../src/contract/reading.ts'

export const context = { window: { from: '2021-07-15', to: '2021-09-30' } }

export function field(part: Partial<LayoutField> = {}): LayoutField {
  return {
    id: 'f',
    kind: 'comb',
    decoder: 'text',
    label: { zh: '项', en: 'field' },
    personal: false,
    rules: { required: false },
    boxMm: { x: 0, y: 0, w: 10, h: 10 },
    ...part,
  }
}

export function read(value: string | string[], confidence = 1, cells: readonly number[] = []): Reading {
  return {
    state: 'read',
    value,
    confidence,
    candidates: [],
    engine: 'test',
    characters: cells.map((share, cell) => ({ cell, value: '1', confidence: share, candidates: [] })),
  }
}

export const blank = (confidence: number): Reading => ({ state: 'blank', engine: 'test', confidence })
