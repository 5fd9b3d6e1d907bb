import type { split as zh } from '../zh/split.ts'

/** Words of the split screen. */
export const split = {
  title: 'Split',
  counts: '{pages} pages · {parts} parts · {letters} letters',
  open: '{n} undecided',
  back: 'Back to intake',
  notReady: 'The pages of this file are still being looked at; it is split after that.',
  part: 'Part {n}',
  noEnvelope: 'no postal number',
  noLetter: 'no letter',
  noSerial: 'no serial',
  formPage: 'form page {n}',
  kinds: {
    form: 'form page',
    blank: 'blank',
    unknown: 'unknown',
    waybill: 'waybill',
    separator: 'separator',
    attachment: 'attachment',
  },
  held: 'undecided',
  inHand: 'the page in hand',
  cut: 'Cut here',
  join: 'Join with the part before',
  move: 'Move to another letter',
  whither: 'To which letter? A number key answers; Esc leaves it where it is.',
  toNone: 'to none',
  wasCut: 'Cut. J joins it again.',
  wasJoined: 'Joined with the part before.',
  wasMoved: 'Moved.',
  look: 'Look at the split',
} satisfies typeof zh
