import type { ReasonSentences } from '../reasonText.ts'

/** Each reason: one sentence of what, one of advice. */
export const reasons: ReasonSentences = {
  FILE_EMPTY: { what: 'The file is empty', advice: 'Scan or copy it again.' },
  FILE_NOT_REGULAR: { what: 'Not an ordinary file', advice: 'Copy the file itself, not a shortcut or a device.' },
  FILE_UNREADABLE: { what: 'The file cannot be read', advice: 'Check its permissions or copy it again.' },
  FILE_UNSUPPORTED: {
    what: 'Unknown kind of file',
    advice: 'Use PDF, TIFF, JPEG or PNG; the ending of the name does not change the content.',
  },
  FILE_CORRUPT: { what: 'The file is damaged', advice: 'Scan this stack again.' },
  FILE_TRUNCATED: {
    what: 'The file is incomplete',
    advice: 'It may not have been copied to its end: copy or scan it again.',
  },
  FILE_ENCRYPTED: { what: 'The file has a password', advice: 'Remove the password and upload it again.' },
  FILE_TOO_LARGE: { what: 'The file is too large', advice: 'Split it into several files.' },
  FILE_TOO_MANY_PAGES: { what: 'Too many pages', advice: 'Split it into several files.' },
  PAGE_CODE_UNREADABLE: {
    what: 'The page code cannot be read',
    advice: 'See whether the QR in the corner is covered, torn or faint; flatten the page and scan it again.',
  },
  PAGE_CODE_FOREIGN: {
    what: 'A code, but not one of ours',
    advice: 'This page may not be one of the forms: take it out and handle it separately.',
  },
  PAGE_FORM_UNKNOWN: {
    what: 'This form or version is not known',
    advice: 'Ask the operator to put this version back under forms/.',
  },
  PAGE_FINGERPRINT_DIFFERS: {
    what: 'The layout fingerprint differs from the version on this machine',
    advice: 'What was printed is not what this machine holds: find the version that was printed.',
  },
  PAGE_WITHOUT_SERIAL: {
    what: 'No serial, so its letter cannot be told',
    advice: 'Put the pages of one envelope together behind a separator sheet and scan again.',
  },
  PAGE_TWICE: {
    what: 'The letter already has this page',
    advice: 'Perhaps scanned twice: compare the two and keep one.',
  },
  PAGE_OTHER_KEPT: {
    what: 'Another scan of the same page was chosen',
    advice: 'This one is kept as evidence; a wrong choice is changed under Chosen on the Intake page.',
  },
  PAGE_SERIAL_ELSEWHERE: {
    what: 'This serial came in another envelope',
    advice:
      'It may be a photocopied form, or a page in the wrong envelope: take it out, compare the two and handle it separately.',
  },
  PAGE_VERSIONS_MIXED: {
    what: 'Forms of different versions in one envelope',
    advice: 'Part them by version with a separator sheet between and scan again.',
  },
  PAGE_MARK_UNREADABLE: {
    what: 'A postal label or separator that cannot be read, or two on one page',
    advice:
      'Another letter may begin here: look at the picture, put a separator sheet in front of it and scan the stack again.',
  },
  PAGE_BETWEEN_LETTERS: {
    what: 'Not of a form, and nothing says of which letter',
    advice: 'See in the stack which letter it lies in; put a separator sheet before each letter and scan again.',
  },
  PAGE_WITHOUT_FORM: {
    what: 'No form in this envelope',
    advice: 'Make sure that this is all there was; scan the form if there is one.',
  },
  PAGE_FIT_FAILED: {
    what: 'Too few fiducials to fit the layout',
    advice: 'Flatten and straighten the page and scan all of it again.',
  },
  PAGE_RESOLUTION_TOO_LOW: { what: 'The resolution is too low', advice: 'Scan again at 200 dpi or more; 300 is best.' },
  PAGE_TOO_LARGE: { what: 'The image is too large', advice: 'Scan at 300 dpi: enough for A4.' },
  PAGE_DECODE_FAILED: { what: 'The image cannot be decoded', advice: 'Scan this page again.' },
  PAGE_READ_FAILED: {
    what: 'Reading failed',
    advice: 'It was tried again; upload the file again or tell the operator.',
  },
  MAYBE_LOST: {
    what: 'A black and white scan may have lost a faint tick',
    advice: 'Look at the picture or the paper; confirm that nothing is ticked.',
  },
  LOW_CONFIDENCE: { what: 'The machine is not sure', advice: 'Compare with the ink; confirm or correct.' },
  UNCLEAR: {
    what: 'The machine could not read it',
    advice: 'Key it from the ink; if nobody can read it, mark it illegible.',
  },
  READ_FAILED: { what: 'The reader failed', advice: 'Key it from the ink.' },
  REQUIRED_BLANK: {
    what: 'Required but not filled in',
    advice: 'See whether it was written elsewhere; if not, mark it blank.',
  },
  TOO_FEW: { what: 'Too few ticks or characters', advice: 'Look for a missed tick or character.' },
  TOO_MANY: {
    what: 'Too many ticks or characters',
    advice: 'Look for cancelled ticks and go by what the writer meant.',
  },
  DOUBTFUL_MARK: { what: 'A doubtful mark', advice: 'Look at the box: a tick, a cancelled tick or dirt?' },
  BAD_TELEPHONE: {
    what: 'Not a valid telephone number',
    advice: 'Compare digit by digit; if the paper says so, key it so.',
  },
  BAD_EMAIL: {
    what: 'Not a valid e-mail address',
    advice: 'Compare character by character; if the paper says so, key it so.',
  },
  BAD_DATE: { what: 'Not a valid date', advice: 'Compare year, month and day; if the paper says so, key it so.' },
  BAD_POSTCODE: { what: 'Not a valid postcode', advice: 'Compare digit by digit.' },
  BAD_ID: { what: 'Not a valid identity number', advice: 'Compare digit by digit, above all the last.' },
  BAD_COUNT: { what: 'Not a valid number', advice: 'Compare digit by digit.' },
  NOT_ON_LIST: { what: 'Not on the list', advice: 'Compare with the ink; keep it if that is what is written.' },
  OUTSIDE_RULES: {
    what: 'Does not follow the rules of this field',
    advice: 'Read as it stands, nothing was changed: compare character by character.',
  },
  CROWDED_CELL: {
    what: 'Two characters in one cell, or some inserted between the lines',
    advice: 'Compare with the ink in and above the cell that the cursor stands on.',
  },
  COVERED: {
    what: 'Something is stuck on the form here, or lies over it',
    advice: 'See whether what is stuck on belongs to this field; take off what only lies there and scan again.',
  },
  ACROSS_CELLS: {
    what: 'The text keeps to no cells: it runs across them as one line',
    advice: 'It was read as a line; compare every character with the picture.',
  },
  DATE_OUTSIDE_WINDOW: {
    what: 'The date lies outside the campaign',
    advice: 'Check it; the postmark decides whether it counts.',
  },
  SECOND_PERSON: {
    what: 'waits for a second person',
    advice: 'Key it from the ink alone: what the first person keyed is shown when both have.',
  },
  KEYINGS_DIFFER: {
    what: 'two people differ',
    advice: 'A settler compares both with the ink, and takes one or keys a third.',
  },
  ALWAYS_PERSON: { what: 'A person always confirms this field', advice: 'Look at the ink and confirm.' },
}
