import type { LayoutField, LayoutPage } from '../contract/layout.ts'
import type { Box } from '../geometry/point.ts'

/** One thing on a page with a name a person understands: `topics.standards`, `telephone[3]`, `fiducial tl`, `code`. */
export interface Part {
  readonly target: string
  readonly kind: 'tick' | 'comb' | 'grid' | 'line' | 'signature' | 'fiducial' | 'code'
  readonly box: Box
}

export function partsOf(page: LayoutPage): Part[] {
  return [...page.fields.flatMap(fieldParts), ...marksOf(page)]
}

export function marksOf({ fiducials, code }: LayoutPage): Part[] {
  return [
    ...fiducials.map(({ id, xMm, yMm, sizeMm }) => ({
      target: `fiducial ${id}`,
      kind: 'fiducial' as const,
      box: { x: xMm, y: yMm, w: sizeMm, h: sizeMm },
    })),
    { target: 'code', kind: 'code', box: { x: code.xMm, y: code.yMm, w: code.sizeMm, h: code.sizeMm } },
  ]
}

export function fieldParts(field: LayoutField): Part[] {
  if (field.kind === 'choice')
    return (field.options ?? []).map(({ value, boxMm }) => ({
      target: `${field.id}.${value}`,
      kind: 'tick',
      box: boxMm,
    }))
  if (field.kind === 'comb' || field.kind === 'grid') {
    const { kind } = field
    return (field.cells ?? []).map((box, i) => ({ target: `${field.id}[${i}]`, kind, box }))
  }
  return [{ target: field.id, kind: field.kind, box: field.boxMm }]
}

/** Clear distance between two boxes; negative when they overlap: by how much they must part. */
export function gapMm(a: Box, b: Box): number {
  const dx = Math.max(b.x - (a.x + a.w), a.x - (b.x + b.w))
  const dy = Math.max(b.y - (a.y + a.h), a.y - (b.y + b.h))
  if (dx < 0 && dy < 0) return Math.max(dx, dy)
  return Math.hypot(Math.max(0, dx), Math.max(0, dy))
}
