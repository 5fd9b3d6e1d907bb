import type { LayoutField } from '../contract/layout.ts'

/** From where on a machine's reading may stand without a person. All are probabilities, 0..1. */
export interface Thresholds {
  /** Every character and the whole value at least this sure; null: a person reads every answer of this kind. */
  readonly read: { readonly character: number; readonly value: number } | null
  /** Nothing written: at least this sure. */
  readonly blank: number
}

export function thresholdsFor(field: LayoutField): Thresholds {
  if (field.kind === 'choice') return CHOICE
  if (field.kind === 'signature') return SIGNATURE
  return byDecoder[field.decoder]
}

// A tick between the two thresholds of the reader is doubtful there already; this only catches a hesitating reader.
const CHOICE: Thresholds = { read: { character: 0, value: 0.5 }, blank: 0.5 }
// Only whether there is one counts.
const SIGNATURE: Thresholds = { read: { character: 0, value: 0.5 }, blank: 0.8 }

const BLANK = 0.9
// Lowest digit ≥ 0.99: 58 % of telephones stood, none of 173 wrong (RECOGNITION.md, confidence).
const DIGITS: Thresholds = { read: { character: 0.99, value: 0.96 }, blank: BLANK }
// A calendar and a window of weeks stand behind the digits.
const DATE: Thresholds = { read: { character: 0.9, value: 0.9 }, blank: BLANK }
// A check character, a calendar and a list of provinces: 99.5 % exact at any confidence (RECOGNITION.md).
const CHECKED: Thresholds = { read: { character: 0, value: 0.9 }, blank: BLANK }
// A third of the characters are accepted at ≤ 1 % error (RECOGNITION.md): more than a few of them mean a person.
const TEXT: Thresholds = { read: { character: 0.98, value: 0.95 }, blank: BLANK }
// The list stands behind the characters, as the calendar behind the digits of a date: only the whole value counts.
const LIST: Thresholds = { read: { character: 0, value: 0.95 }, blank: BLANK }
// 64 % exact without a roster, and confidence does not tell which (RECOGNITION.md, names).
const NAME: Thresholds = { read: null, blank: BLANK }

const byDecoder: Record<LayoutField['decoder'], Thresholds> = {
  text: TEXT,
  address: TEXT,
  list: LIST,
  name: NAME,
  digits: DIGITS,
  telephone: DIGITS,
  email: DIGITS,
  date: DATE,
  count: DIGITS,
  postcode: DIGITS,
  id: CHECKED,
}
