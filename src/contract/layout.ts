import { Type, type Static } from 'typebox'

/** A sentence in both languages; Chinese is the source. */
export const Bilingual = Type.Object({ zh: Type.String(), en: Type.String() })
export type Bilingual = Static<typeof Bilingual>

/** Millimetres from the top-left corner of the page. */
export const BoxMm = Type.Object({ x: Type.Number(), y: Type.Number(), w: Type.Number(), h: Type.Number() })
export type BoxMm = Static<typeof BoxMm>

export const FieldKind = Type.Enum(['choice', 'comb', 'grid', 'line', 'signature'])
export type FieldKind = Static<typeof FieldKind>

/**
 * What a field holds, as a reader must know it. A field names its decoder in the form definition; `text` is
 * anything, the others restrict the characters and know a rule.
 */
export const Decoder = Type.Enum([
  'text',
  'name',
  'address',
  'list',
  'digits',
  'telephone',
  'email',
  'date',
  'count',
  'postcode',
  'id',
])
export type Decoder = Static<typeof Decoder>

export const LayoutOption = Type.Object({ value: Type.String(), label: Bilingual, boxMm: BoxMm })
export type LayoutOption = Static<typeof LayoutOption>

export const FieldRules = Type.Object({
  required: Type.Boolean(),
  /** Choice: fewest and most ticks. Text: fewest and most characters. */
  min: Type.Optional(Type.Integer({ minimum: 0 })),
  max: Type.Optional(Type.Integer({ minimum: 1 })),
  /** Date: the value must lie in the campaign's window. */
  inWindow: Type.Optional(Type.Boolean()),
  /** List: all that may be written. */
  values: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
})
export type FieldRules = Static<typeof FieldRules>

export const LayoutField = Type.Object({
  id: Type.String(),
  kind: FieldKind,
  decoder: Decoder,
  label: Bilingual,
  personal: Type.Boolean(),
  rules: FieldRules,
  /** Ink area of the whole field: union of cells, of option boxes, or the writing line's area. */
  boxMm: BoxMm,
  /** comb and grid: one box a character, in reading order. */
  cells: Type.Optional(Type.Array(BoxMm)),
  /** choice: one tick box each. */
  options: Type.Optional(Type.Array(LayoutOption)),
  /** Set on a continuation sheet: the field whose text goes on here. */
  continues: Type.Optional(Type.String()),
  /** `twice`: what people key of it, two key apart from each other. Absent: once. Not part of the fingerprint, as nothing on paper changes with it. */
  keying: Type.Optional(Type.Literal('twice')),
})
export type LayoutField = Static<typeof LayoutField>

/** A solid black disc; `xMm, yMm` is the top-left corner of its bounding square, `sizeMm` its diameter. */
export const Fiducial = Type.Object({
  id: Type.String(),
  xMm: Type.Number(),
  yMm: Type.Number(),
  sizeMm: Type.Number(),
})
export type Fiducial = Static<typeof Fiducial>

/** The QR symbol without its quiet zone; `xMm, yMm` is its top-left corner. */
export const CodePlace = Type.Object({ xMm: Type.Number(), yMm: Type.Number(), sizeMm: Type.Number() })
export type CodePlace = Static<typeof CodePlace>

export const LayoutPage = Type.Object({
  page: Type.Integer({ minimum: 1 }),
  /** A continuation sheet: a letter is complete without it. */
  optional: Type.Boolean(),
  fiducials: Type.Array(Fiducial),
  code: CodePlace,
  fields: Type.Array(LayoutField),
})
export type LayoutPage = Static<typeof LayoutPage>

/** Where everything that is read lies on one printed version of a form. Coordinates belong to the printed version. */
export const Layout = Type.Object({
  form: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  /** First 8 hex digits of the SHA-256 of the layout without this member. */
  fingerprint: Type.String(),
  pageSize: Type.Object({ widthMm: Type.Number(), heightMm: Type.Number() }),
  pages: Type.Array(LayoutPage),
})
export type Layout = Static<typeof Layout>
