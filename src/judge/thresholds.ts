/**
 * How many of the machine's readings that stand without a person may be wrong, for each kind of field, 0..1; null: a person reads
 * every answer of this kind. Kinds are those of `scoreOf` (contract/calibration.ts). Accuracy is `calibration.json`; this is what the office is willing to bear.
 */
export function targetOfKind(kind: string): number | null {
  // A kind that nobody has thought of is a person's.
  return targets[kind] ?? null
}

// Five ticks in 10,000 wrong make 3 of 1,000 answers of six boxes wrong.
const CHOICE = 0.003
// Only whether there is one counts, and everybody who opens the letter sees it.
const SIGNATURE = 0.02
const BLANK = 0.01
// Who cannot be called back is lost: a clerk keys one number in 2,700 wrong (RECOGNITION.md, anchors). One in 200 let one of 58 wrong
// ones of the report pool stand; 99 of 100 are to be seen by a person (decisions/0129). What ships has not read enough to state one in
// 1,000: an office's own reviews do in time.
const NUMBER = 0.001
// A check character stands behind an ID, a calendar and a window of weeks behind a date, the list behind a list.
const CHECKED = 0.01
// Latin hands differ more than those the curve is learnt from: of 31 addresses by others that would have stood 2 were wrong (decisions/0128).
const EMAIL = null
// A second engine, that knows nothing of the first, stands behind it.
const PRINTED = 0.01
// One wrong character in a title of twelve is seen in its sentence by whoever reads it.
const TEXT = 0.02
// A line of a few characters, as a unit is, has no sentence in which one wrong would be seen.
const LINE = 0.005
// 64 % exact without a roster, and confidence does not tell which (RECOGNITION.md, names).
const NAME = null

const targets: Readonly<Record<string, number | null>> = {
  choice: CHOICE,
  signature: SIGNATURE,
  blank: BLANK,
  name: NAME,
  address: TEXT,
  list: CHECKED,
  grid: TEXT,
  line: LINE,
  comb: TEXT,
  digits: NUMBER,
  telephone: NUMBER,
  count: NUMBER,
  postcode: NUMBER,
  id: CHECKED,
  date: CHECKED,
  email: EMAIL,
  printed: PRINTED,
}
