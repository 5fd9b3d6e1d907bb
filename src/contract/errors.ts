/**
 * The error catalogue: every way a command or a request can fail, with its HTTP status and exit status.
 * `locale/` must hold a sentence and a next step for each key: the compiler checks it.
 */
export const errors = {
  USAGE: { http: 400, exit: 2 },
  SETTING_INVALID: { http: 500, exit: 2 },
  REQUEST_INVALID: { http: 400, exit: 2 },
  /** Not from our own page: a foreign site, a name that is not ours. */
  REQUEST_FOREIGN: { http: 403, exit: 2 },
  SIGN_IN_NEEDED: { http: 401, exit: 12 },
  SIGN_IN_FAILED: { http: 401, exit: 12 },
  SIGN_IN_WAIT: { http: 429, exit: 12 },
  NOT_ALLOWED: { http: 403, exit: 12 },
  PASSWORD_WEAK: { http: 422, exit: 12 },
  PERSON_NAME_INVALID: { http: 422, exit: 12 },
  PERSON_EXISTS: { http: 409, exit: 12 },
  PERSON_UNKNOWN: { http: 404, exit: 4 },
  LAST_ADMINISTRATOR: { http: 422, exit: 12 },
  NOT_FOUND: { http: 404, exit: 4 },
  FORM_UNKNOWN: { http: 404, exit: 4 },
  FORM_INVALID: { http: 500, exit: 5 },
  FORM_BREACHES: { http: 500, exit: 5 },
  LETTER_UNKNOWN: { http: 404, exit: 4 },
  PAGE_UNKNOWN: { http: 404, exit: 4 },
  ARRIVAL_UNKNOWN: { http: 404, exit: 4 },
  RETRY_USELESS: { http: 409, exit: 4 },
  /** Pages were moved or chosen by somebody else after they were shown. */
  STALE_PAGES: { http: 409, exit: 6 },
  /** The page that would leave the letter is waiting to be read or is being read. */
  PAGE_BEING_READ: { http: 409, exit: 6 },
  /** It needs no hand: it was fitted, lies in its letter, or has no pixels. */
  PAGE_FITTED: { http: 409, exit: 4 },
  /** What was typed is no id as it is printed beside a code, or its check character is wrong. */
  ID_INVALID: { http: 422, exit: 4 },
  /** No form on record has such a page, more than one has, or the page's own code says something else. */
  ID_NOT_PRINTED: { http: 422, exit: 4 },
  /** The page lies with another letter. */
  ID_ELSEWHERE: { http: 409, exit: 6 },
  /** What the machine saw of a page was not kept, and a reader could not draw it again. */
  STEPS_FAILED: { http: 503, exit: 10 },
  SPLIT_NOT_READY: { http: 409, exit: 6 },
  /** There is nothing before it to be cut from or joined with, or it lies there already. */
  SPLIT_NOTHING: { http: 422, exit: 4 },
  SPLIT_TWO_ENVELOPES: { http: 422, exit: 4 },
  /** The code on the page says that it is of another letter. */
  SPLIT_OTHER_SERIAL: { http: 422, exit: 4 },
  SPLIT_PAGE_THERE: { http: 422, exit: 4 },
  SPLIT_LAST_PAGE: { http: 422, exit: 4 },
  SPLIT_KEYED: { http: 422, exit: 4 },
  CHOICE_USELESS: { http: 409, exit: 4 },
  ENVELOPE_UNKNOWN: { http: 404, exit: 4 },
  /** What was beeped or typed is no postal number and no code of ours. */
  WAYBILL_INVALID: { http: 422, exit: 4 },
  /** Another envelope has this number. */
  WAYBILL_TAKEN: { http: 422, exit: 4 },
  STALE_ENVELOPE: { http: 409, exit: 6 },
  ENVELOPE_NOT_CLEAR: { http: 409, exit: 6 },
  FIELD_UNKNOWN: { http: 422, exit: 4 },
  /** A value breaks a rule and nobody said why it stands. */
  REASON_NEEDED: { http: 422, exit: 2 },
  STALE_SAVE: { http: 409, exit: 6 },
  /** It is another's to key: the second of two, or a settler. */
  KEYING_NOT_YOURS: { http: 403, exit: 12 },
  /** A sample that is keyed already, or that somebody else has in hand. */
  SAMPLE_GONE: { http: 409, exit: 6 },
  /** Who keyed it, or saw the letter, cannot measure it. */
  SAMPLE_NOT_YOURS: { http: 403, exit: 12 },
  /** Somebody else works on it now. */
  LETTER_HELD: { http: 409, exit: 6 },
  PATH_UNKNOWN: { http: 404, exit: 4 },
  /** Passwords and letters would go over the wire in clear. */
  PLAIN_BEYOND_LOOPBACK: { http: 500, exit: 7 },
  CERTIFICATE_UNUSABLE: { http: 500, exit: 7 },
  PORT_TAKEN: { http: 500, exit: 7 },
  DATA_FOLDER_IN_USE: { http: 503, exit: 8 },
  DATA_FOLDER_UNUSABLE: { http: 503, exit: 8 },
  DATABASE_NEWER: { http: 503, exit: 8 },
  MODEL_MISSING: { http: 503, exit: 9 },
  MODEL_DAMAGED: { http: 503, exit: 9 },
  MODEL_UNKNOWN: { http: 404, exit: 4 },
  /** What was to be added is no model that can be read with. */
  MODEL_REFUSED: { http: 422, exit: 9 },
  /** Intake waits and goes on by itself. */
  DISK_FULL: { http: 507, exit: 8 },
  FOLDER_READ_ONLY: { http: 503, exit: 8 },
  INBOX_GONE: { http: 503, exit: 8 },
  /** A person has paused it. */
  INTAKE_PAUSED: { http: 503, exit: 8 },
  AUDIT_BROKEN: { http: 500, exit: 13 },
  CALIBRATION_INVALID: { http: 503, exit: 9 },
  /** Only `bench review` needs one. */
  BROWSER_MISSING: { http: 503, exit: 9 },
  BLOB_DAMAGED: { http: 500, exit: 10 },
  INTAKE_INCOMPLETE: { http: 500, exit: 11 },
  /** Every file has a state; of some nothing came into a letter. */
  INTAKE_REFUSED: { http: 422, exit: 12 },
  INTERNAL: { http: 500, exit: 70 },
} as const

export type ErrorCode = keyof typeof errors

/** An error a person will read: `details` fill the placeholders of its sentence, e.g. `{ path: '/in/a.pdf' }`. */
export class XianceError extends Error {
  readonly code: ErrorCode
  readonly details: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, details: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options)
    this.name = 'XianceError'
    this.code = code
    this.details = details
  }
}
