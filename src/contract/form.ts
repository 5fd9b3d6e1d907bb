import { Type, type Static } from 'typebox'
import { Bilingual } from './layout.ts'

/** What is being asked, by whom, until when and where to: one a folder under `forms/`. */
export const Campaign = Type.Object({
  id: Type.String(),
  title: Bilingual,
  organisers: Type.Array(Bilingual),
  /** First and last day, ISO dates; the postmark decides. */
  window: Type.Object({ from: Type.String(), to: Type.String() }),
  address: Type.Object({ postcode: Type.String(), zh: Type.String(), en: Type.String() }),
  promise: Bilingual,
})
export type Campaign = Static<typeof Campaign>
