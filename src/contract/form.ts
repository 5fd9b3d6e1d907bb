import { Type, type Static } from 'typebox'
import { Align, ExampleName, TextStyle, VerticalAlign, type Artwork } from './artwork.ts'
import { Bilingual, Decoder, type Layout } from './layout.ts'

const closed = { additionalProperties: false }
const Sentence = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 32 })
const IsoDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** What is being asked, by whom, until when and where to: one a folder under `forms/`. */
export const Campaign = Type.Object(
  {
    id: Id,
    title: Bilingual,
    organisers: Type.Array(Sentence, { minItems: 1 }),
    /** First and last day, ISO dates; the postmark decides. */
    window: Type.Object({ from: IsoDay, to: IsoDay }, closed),
    address: Type.Object(
      {
        postcode: Type.String({ pattern: '^\\d{6}$' }),
        /** Who it is for, as it stands on the envelope. */
        recipient: Type.Optional(Sentence),
        zh: Type.String({ minLength: 1 }),
        en: Type.String({ minLength: 1 }),
      },
      closed,
    ),
    promise: Sentence,
  },
  closed,
)
export type Campaign = Static<typeof Campaign>

/** `[x, y]` and `[x, y, w, h]` in millimetres from the top-left corner of the page. */
const PointTuple = Type.Tuple([Type.Number(), Type.Number()])
const BoxTuple = Type.Tuple([
  Type.Number(),
  Type.Number(),
  Type.Number({ exclusiveMinimum: 0 }),
  Type.Number({ exclusiveMinimum: 0 }),
])

const fieldShell = {
  id: Id,
  label: Sentence,
  decoder: Type.Optional(Decoder),
  personal: Type.Optional(Type.Boolean()),
  required: Type.Optional(Type.Boolean()),
  min: Type.Optional(Type.Integer({ minimum: 0 })),
  max: Type.Optional(Type.Integer({ minimum: 1 })),
  inWindow: Type.Optional(Type.Boolean()),
  values: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })),
  continues: Type.Optional(Id),
  /** How many people key it when people do: `twice` is for what must not be wrong, the second sees only the ink. */
  keying: Type.Optional(Type.Enum(['once', 'twice'])),
  /** Where the label is printed; none: the artwork says it. */
  caption: Type.Optional(BoxTuple),
  captionStyle: Type.Optional(Type.String()),
  /** Printed after the label and nowhere else, e.g. （如有）. */
  note: Type.Optional(Sentence),
}

export const ChoiceDefinition = Type.Object(
  {
    ...fieldShell,
    kind: Type.Literal('choice'),
    /** Options take the places (xs × ys) row by row unless one names its own `[column, row]`. */
    place: Type.Object(
      {
        xs: Type.Array(Type.Number(), { minItems: 1 }),
        ys: Type.Array(Type.Number(), { minItems: 1 }),
        boxMm: Type.Number({ exclusiveMinimum: 0 }),
        /** Room for an option's label right of its box. */
        labelMm: Type.Number({ exclusiveMinimum: 0 }),
        labelStyle: Type.String(),
      },
      closed,
    ),
    options: Type.Array(
      Type.Object(
        {
          value: Id,
          label: Sentence,
          at: Type.Optional(Type.Tuple([Type.Integer({ minimum: 0 }), Type.Integer({ minimum: 0 })])),
          labelMm: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
)
export const CombDefinition = Type.Object(
  {
    ...fieldShell,
    kind: Type.Literal('comb'),
    comb: Type.Object(
      {
        y: Type.Number(),
        cellW: Type.Number({ exclusiveMinimum: 0 }),
        cellH: Type.Number({ exclusiveMinimum: 0 }),
        groups: Type.Array(Type.Object({ x: Type.Number(), count: Type.Integer({ minimum: 1 }) }, closed), {
          minItems: 1,
        }),
      },
      closed,
    ),
  },
  closed,
)
export const GridDefinition = Type.Object(
  {
    ...fieldShell,
    kind: Type.Literal('grid'),
    grid: Type.Object(
      {
        x: Type.Number(),
        y: Type.Number(),
        columns: Type.Integer({ minimum: 1 }),
        rows: Type.Integer({ minimum: 1 }),
        cellW: Type.Number({ exclusiveMinimum: 0 }),
        cellH: Type.Number({ exclusiveMinimum: 0 }),
        rowGap: Type.Optional(Type.Number({ minimum: 0 })),
      },
      closed,
    ),
  },
  closed,
)
export const LineDefinition = Type.Object({ ...fieldShell, kind: Type.Literal('line'), box: BoxTuple }, closed)
export const SignatureDefinition = Type.Object(
  { ...fieldShell, kind: Type.Literal('signature'), box: BoxTuple },
  closed,
)
/** One schema for each kind: a message about a field then names what that kind expects. */
export const fieldDefinitions = {
  choice: ChoiceDefinition,
  comb: CombDefinition,
  grid: GridDefinition,
  line: LineDefinition,
  signature: SignatureDefinition,
} as const
export type ChoiceDefinition = Static<typeof ChoiceDefinition>
export type CombDefinition = Static<typeof CombDefinition>
export type GridDefinition = Static<typeof GridDefinition>
export type LineDefinition = Static<typeof LineDefinition>
export type SignatureDefinition = Static<typeof SignatureDefinition>
export type FieldDefinition = ChoiceDefinition | CombDefinition | GridDefinition | LineDefinition | SignatureDefinition

const Tint = Type.Number({ minimum: 0, maximum: 1 })
export const artDefinitions = {
  /** `{title}`, `{window}`, `{address}`, `{postcode}`, `{recipient}`, `{promise}` and `{organisers}` stand for the campaign's. */
  text: Type.Object(
    {
      draw: Type.Literal('text'),
      box: BoxTuple,
      text: Sentence,
      style: Type.String(),
      align: Type.Optional(Align),
      valign: Type.Optional(VerticalAlign),
    },
    closed,
  ),
  rule: Type.Object(
    { draw: Type.Literal('rule'), from: PointTuple, to: PointTuple, widthMm: Type.Number(), tint: Type.Optional(Tint) },
    closed,
  ),
  panel: Type.Object(
    { draw: Type.Literal('panel'), box: BoxTuple, widthMm: Type.Number(), tint: Type.Optional(Tint) },
    closed,
  ),
  example: Type.Object(
    { draw: Type.Literal('example'), box: BoxTuple, name: ExampleName, text: Type.Optional(Type.String()) },
    closed,
  ),
} as const
export type ArtDefinition = {
  [K in keyof typeof artDefinitions]: Static<(typeof artDefinitions)[K]>
}[keyof typeof artDefinitions]

const Tagged = (tag: string) => Type.Object({ [tag]: Type.String() })

/** `forms/<id>/v<N>.yaml`, fields and artwork only as far as their kind: those have the schemas above. */
export const FormDefinition = Type.Object(
  {
    form: Id,
    version: Type.Integer({ minimum: 1, maximum: 9999 }),
    title: Sentence,
    pageSize: Type.Object({ widthMm: Type.Number({ minimum: 70 }), heightMm: Type.Number({ minimum: 70 }) }, closed),
    fiducialMm: Type.Number({ exclusiveMinimum: 0 }),
    styles: Type.Record(Type.String(), TextStyle),
    /** Style of field labels and of the page's readable id. */
    captionStyle: Type.String(),
    idStyle: Type.String(),
    pages: Type.Array(
      Type.Object(
        {
          page: Type.Integer({ minimum: 1 }),
          optional: Type.Optional(Type.Boolean()),
          /** Centres by id. */
          fiducials: Type.Record(Type.String(), PointTuple),
          code: Type.Object(
            {
              x: Type.Number(),
              y: Type.Number(),
              size: Type.Number({ exclusiveMinimum: 0 }),
              id: BoxTuple,
              idAlign: Type.Optional(Align),
            },
            closed,
          ),
          fields: Type.Array(Tagged('kind')),
          art: Type.Array(Tagged('draw')),
        },
        closed,
      ),
      { minItems: 1 },
    ),
  },
  closed,
)
type Shell = Static<typeof FormDefinition>
export type PageDefinition = Omit<Shell['pages'][number], 'fields' | 'art'> & {
  fields: FieldDefinition[]
  art: ArtDefinition[]
}
export type FormDefinition = Omit<Shell, 'pages'> & { pages: PageDefinition[] }

/** `forms/fingerprints.yaml`: what was printed, form by form and version by version. */
export const Fingerprints = Type.Record(
  Type.String(),
  Type.Record(Type.String({ pattern: '^\\d+$' }), Type.String({ pattern: '^[0-9a-f]{8}$' })),
)
export type Fingerprints = Static<typeof Fingerprints>

/** One version of one form, ready to print and to read. */
export interface LoadedForm {
  readonly id: string
  readonly version: number
  readonly title: Bilingual
  readonly campaign: Campaign
  readonly layout: Layout
  readonly artwork: Artwork
  /** Fingerprint on record for this version; null before it is first printed. */
  readonly printedFingerprint: string | null
}

/** One rule of `form check` that does not hold. */
export interface Breach {
  readonly rule: string
  readonly form: string
  readonly version: number
  /** null for what concerns the whole form. */
  readonly page: number | null
  /** Field, `field.option`, `field[cell]`, fiducial, `code` or artwork it is about. */
  readonly target: string
  /** null where the rule is not about a length. */
  readonly foundMm: number | null
  readonly demandedMm: number | null
  readonly sentence: Bilingual
}
