import { Type, type Static } from 'typebox'
import { Bilingual } from './layout.ts'
import { Value } from './reading.ts'

/**
 * Which crops lie together: a field of one form version, or characters of one kind (`#digits`, `#letters`, `#text`) of all its
 * fields. With a value, only what was read as that.
 */
export const Heap = Type.Object({
  form: Type.String({ maxLength: 32 }),
  version: Type.Integer({ minimum: 1, maximum: 9999 }),
  heap: Type.String({ maxLength: 64 }),
})
export type Heap = Static<typeof Heap>

/** A value as it is kept and compared: JSON of text, of a list of options, or null for blank. */
const ValueKey = Type.String({ maxLength: 4000 })

export const GroupList = Type.Array(
  Type.Object({
    ...Heap.properties,
    /** The field's own words; null for characters. */
    label: Type.Union([Bilingual, Type.Null()]),
    waiting: Type.Integer(),
    /** What was read most often, with how many of each. */
    values: Type.Array(Type.Object({ key: ValueKey, shown: Bilingual, waiting: Type.Integer() })),
  }),
)
export type GroupList = Static<typeof GroupList>

export const GroupQuery = Type.Object({
  ...Heap.properties,
  value: Type.Optional(ValueKey),
  /** Two screens: the second is fetched while the first is looked at. */
  limit: Type.Integer({ minimum: 1, maximum: 240, default: 48 }),
})
export type GroupQuery = Static<typeof GroupQuery>

/** One crop: its number says which reading of which field it shows, and nothing of whose it is. */
export const Crop = Type.Object({
  id: Type.Integer(),
  value: Type.Union([Value, Type.Null()]),
  shown: Bilingual,
  /** How sure the machine is, 0..1; the least sure come first within a value. */
  score: Type.Number(),
  widthMm: Type.Number(),
  heightMm: Type.Number(),
})
export type Crop = Static<typeof Crop>

export const GroupSheet = Type.Object({ waiting: Type.Integer(), crops: Type.Array(Crop) })
export type GroupSheet = Static<typeof GroupSheet>

export const SheetRequest = Type.Object({
  /** Made by the browser once for each sheet: the same key again is answered with the first outcome. */
  key: Type.String({ minLength: 8, maxLength: 80 }),
  confirmed: Type.Array(Type.Integer(), { maxItems: 120, uniqueItems: true }),
  /** Taken out: not what the others are. */
  odd: Type.Array(Type.Integer(), { maxItems: 120, uniqueItems: true }),
})
export type SheetRequest = Static<typeof SheetRequest>

/** `changed`: crops whose field was keyed or read anew since they were shown; nothing was written for them. */
export const SheetOutcome = Type.Object({
  confirmed: Type.Integer(),
  odd: Type.Integer(),
  changed: Type.Array(Type.Integer()),
})
export type SheetOutcome = Static<typeof SheetOutcome>
