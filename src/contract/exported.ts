import { Type, type Static } from 'typebox'
import { Channel, DecisionHow, Keying, LetterState, ValueState } from './letter.ts'
import { ErrorRate } from './measured.ts'
import { PageKind } from './page.ts'
import { Value } from './reading.ts'

/** One letter as exported (`xiance export --format json`). Others rely on this shape: extend it, do not change it. */
export const ExportedLetter = Type.Object({
  letter: Type.String(),
  waybill: Type.Union([Type.String(), Type.Null()]),
  channel: Channel,
  state: LetterState,
  receivedAt: Type.String(),
  postmark: Type.Union([Type.String(), Type.Null()]),
  form: Type.String(),
  version: Type.Integer(),
  serial: Type.Union([Type.String(), Type.Null()]),
  /** How wrong what leaves is, by how it was decided, as it was known at `at`: of the whole office, the same in each letter of an export. */
  measured: Type.Object({ at: Type.String(), ways: Type.Record(Type.String(), ErrorRate) }),
  pages: Type.Array(
    Type.Object({
      image: Type.Union([Type.String(), Type.Null()]),
      kind: PageKind,
      fitErrorMm: Type.Union([Type.Number(), Type.Null()]),
    }),
  ),
  fields: Type.Record(
    Type.String(),
    Type.Object({
      value: Type.Union([Value, Type.Null()]),
      state: ValueState,
      decision: DecisionHow,
      /** What waits for a second person leaves without what was read and keyed, so that nobody who keys it can have seen it. */
      waits: Type.Optional(Type.Enum(['second', 'settler'])),
      keyings: Type.Array(Keying),
      /** How wrong values of this kind are that were decided so. Absent while none stands. */
      measured: Type.Optional(ErrorRate),
      /** null: not read (page missing). A failed reading has value null, confidence 0 and its reason. */
      reading: Type.Union([
        Type.Object({
          value: Type.Union([Value, Type.Null()]),
          confidence: Type.Number(),
          engine: Type.String(),
          candidates: Type.Array(Type.Object({ value: Type.String(), confidence: Type.Number() })),
          state: Type.Enum(['read', 'blank', 'unclear', 'failed']),
        }),
        Type.Null(),
      ]),
    }),
  ),
})
export type ExportedLetter = Static<typeof ExportedLetter>
