import type { LetterRow } from '../contract/rows.ts'

/** A letter that nothing is known of but the form it is on. */
export const EMPTY_LETTER = {
  waybill: null,
  channel: 'paper',
  state: 'receiving',
  postmark: null,
  pages: 0,
  pagesMissing: [],
  needsReview: 0,
  title: '',
  waits: null,
  revision: 0,
  aside: null,
} as const satisfies Partial<LetterRow>
