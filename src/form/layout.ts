import type { FieldDefinition, FormDefinition } from '../contract/form.ts'
import type { BoxMm, Layout, LayoutField, LayoutOption } from '../contract/layout.ts'
import { bounds } from '../geometry/point.ts'
import { fingerprintOf } from './fingerprint.ts'

/** Where everything that is read lies, in millimetres (to a thousandth), from a form definition. */
export function layoutOf(definition: FormDefinition): Layout {
  const size = definition.fiducialMm
  const layout: Omit<Layout, 'fingerprint'> = {
    form: definition.form,
    version: definition.version,
    pageSize: definition.pageSize,
    pages: definition.pages.map(({ page, optional, fiducials, code, fields }) => ({
      page,
      optional: optional ?? false,
      fiducials: Object.entries(fiducials).map(([id, [x, y]]) => ({
        id,
        xMm: mm(x - size / 2),
        yMm: mm(y - size / 2),
        sizeMm: size,
      })),
      code: { xMm: code.x, yMm: code.y, sizeMm: code.size },
      fields: fields.map(fieldOf),
    })),
  }
  return { ...layout, fingerprint: fingerprintOf(layout) }
}

function fieldOf(field: FieldDefinition): LayoutField {
  const { id, kind, label, min, max, inWindow, values, continues, keying } = field
  const shared = {
    id,
    kind,
    decoder: field.decoder ?? 'text',
    label,
    personal: field.personal ?? false,
    rules: {
      required: field.required ?? false,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(inWindow === undefined ? {} : { inWindow }),
      ...(values === undefined ? {} : { values }),
    },
    ...(continues === undefined ? {} : { continues }),
    ...(keying === 'twice' ? { keying } : {}),
  }
  if (field.kind === 'choice') {
    const options = optionsOf(field)
    return { ...shared, boxMm: around(options.map(({ boxMm }) => boxMm)), options }
  }
  if (field.kind === 'comb' || field.kind === 'grid') {
    const cells = field.kind === 'comb' ? combCells(field.comb) : gridCells(field.grid)
    return { ...shared, boxMm: around(cells), cells }
  }
  return { ...shared, boxMm: box(...field.box) }
}

function optionsOf({ place, options }: Extract<FieldDefinition, { kind: 'choice' }>): LayoutOption[] {
  const { xs, ys, boxMm } = place
  return options.map(({ value, label, at }, i) => {
    const [column, row] = at ?? [i % xs.length, Math.floor(i / xs.length)]
    return { value, label, boxMm: box(xs[column]!, ys[row]!, boxMm, boxMm) }
  })
}

function combCells({ y, cellW, cellH, groups }: Extract<FieldDefinition, { kind: 'comb' }>['comb']): BoxMm[] {
  return groups.flatMap(({ x, count }) => Array.from({ length: count }, (_, i) => box(x + i * cellW, y, cellW, cellH)))
}

function gridCells(grid: Extract<FieldDefinition, { kind: 'grid' }>['grid']): BoxMm[] {
  const { x, y, columns, rows, cellW, cellH, rowGap = 0 } = grid
  return Array.from({ length: rows * columns }, (_, i) => {
    const row = Math.floor(i / columns)
    return box(x + (i % columns) * cellW, y + row * (cellH + rowGap), cellW, cellH)
  })
}

function around(boxes: readonly BoxMm[]): BoxMm {
  const { x, y, w, h } = bounds(boxes)
  return box(x, y, w, h)
}

function box(x: number, y: number, w: number, h: number): BoxMm {
  return { x: mm(x), y: mm(y), w: mm(w), h: mm(h) }
}

// A thousandth of a millimetre: sums of cell widths must not carry floating-point dust into the fingerprint.
function mm(value: number): number {
  return Math.round(value * 1000) / 1000
}
