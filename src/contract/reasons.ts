/** Why a file was refused, kept out of reading for ever unless it is brought again. `locale/` holds a sentence and advice for each. */
export const fileReasons = [
  'FILE_EMPTY',
  'FILE_NOT_REGULAR',
  'FILE_UNREADABLE',
  'FILE_UNSUPPORTED',
  'FILE_CORRUPT',
  'FILE_TRUNCATED',
  'FILE_ENCRYPTED',
  'FILE_TOO_LARGE',
  'FILE_TOO_MANY_PAGES',
] as const
export type FileReason = (typeof fileReasons)[number]

/** Why a page is held instead of being attached to a letter. */
export const pageReasons = [
  'PAGE_CODE_UNREADABLE',
  'PAGE_CODE_FOREIGN',
  'PAGE_FORM_UNKNOWN',
  'PAGE_FINGERPRINT_DIFFERS',
  'PAGE_WITHOUT_SERIAL',
  'PAGE_TWICE',
  /** A person compared it with another scan of the same page and kept the other one: decided, and reversible. */
  'PAGE_OTHER_KEPT',
  /** The same serial came in another envelope: a photocopied form, or a page in the wrong envelope. */
  'PAGE_SERIAL_ELSEWHERE',
  'PAGE_VERSIONS_MIXED',
  /** A waybill or separator that cannot be read, or two on one page. */
  'PAGE_MARK_UNREADABLE',
  /** Not of a form, and nothing says of which letter. */
  'PAGE_BETWEEN_LETTERS',
  'PAGE_WITHOUT_FORM',
  'PAGE_FIT_FAILED',
  'PAGE_RESOLUTION_TOO_LOW',
  'PAGE_TOO_LARGE',
  'PAGE_DECODE_FAILED',
  'PAGE_READ_FAILED',
] as const
export type PageReason = (typeof pageReasons)[number]

/** Why a person must look at a field. */
export const fieldReasons = [
  'LOW_CONFIDENCE',
  'MAYBE_LOST',
  'UNCLEAR',
  'READ_FAILED',
  'REQUIRED_BLANK',
  'TOO_FEW',
  'TOO_MANY',
  'DOUBTFUL_MARK',
  'BAD_TELEPHONE',
  'BAD_EMAIL',
  'BAD_DATE',
  'BAD_POSTCODE',
  'BAD_ID',
  'BAD_COUNT',
  'NOT_ON_LIST',
  'OUTSIDE_RULES',
  /** Two characters in one cell, or characters inserted between the lines. */
  'CROWDED_CELL',
  /** The form's own print is not to be seen there: a strip, tape, a note, a folded corner. */
  'COVERED',
  /** Text runs across the cells, and was read as a line. */
  'ACROSS_CELLS',
  'DATE_OUTSIDE_WINDOW',
  'ALWAYS_PERSON',
  /** One person has keyed it; another must, without seeing what the first did. */
  'SECOND_PERSON',
  /** Two people keyed it and differ. */
  'KEYINGS_DIFFER',
] as const
export type FieldReason = (typeof fieldReasons)[number]
