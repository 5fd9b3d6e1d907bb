import type { FindingSentences, SideWords } from '../findingText.ts'

/** What is wrong with a scan, with what was measured, and what to do. */
export const findings: FindingSentences = {
  STREAK: {
    what: 'A line from end to end, {measured} {unit} from the left of the scan (from the top when it runs across)',
    advice: 'There is dirt on the glass or the scan window: wipe that place and scan this stack again.',
  },
  PRINT_LIGHT: {
    what: 'Printed too lightly or scanned too bright: black is only {measured}{unit}',
    advice:
      'Set the scanner darker and scan again; when the paper itself is pale, ask whoever prints to change the toner.',
  },
  EDGE_CUT: {
    what: '{sides}: {measured} {unit} are missing; something printed lies outside the scan',
    advice: 'Lay the sheet straight and wholly inside the scan, and scan again.',
  },
  CORNER_FOLDED: {
    what: 'The {sides} corner is folded over, about {measured} {unit}',
    advice: 'Flatten the corner and scan again.',
  },
  STRETCHED: {
    what: 'The feeder slipped: length and width are off by {measured}{unit}',
    advice: 'Clean the rollers, lay the paper flat and scan again; a small amount is read all the same.',
  },
  SCALED: {
    what: 'It has {measured}{unit} of the size of the form: printed to fit, or on other paper',
    advice: 'It is read all the same and another scan does not help; ask whoever prints for "actual size" on A4.',
  },
  PHOTOCOPY: {
    what: 'It looks like a photocopy: {measured}{unit} is left of the light rules',
    advice:
      'Look for the original and scan that; when there is only the copy go on with it, and mind whether the same serial came twice.',
  },
  RESOLUTION_LOW: { what: 'The resolution is only {measured} {unit}', advice: 'Scan again at 300 dpi (200 at least).' },
  BLURRED: {
    what: 'Out of focus: black turns to white over {measured} {unit}',
    advice: 'Press the paper flat, wipe the glass, take no photographs, and scan again.',
  },
  TURNED: {
    what: 'It lies turned by {measured}{unit}',
    advice: 'It is read all the same and need not be scanned again; lay the next ones the same way.',
  },
  MARKER_COVERED: {
    what: 'A fiducial is covered, worn off or punched: {measured}{unit} is dark there',
    advice: 'Take off what covers it, staples too, and scan again; with enough others left it is read all the same.',
  },
  CODE_UNREADABLE: {
    what: 'The page code cannot be read: {measured}{unit} is dark there (about half when it is whole)',
    advice:
      'Near nothing: covered, torn off or too pale; near all: blackened. Uncover and flatten it and scan again; if it still cannot be read, fit the page by hand with the id printed beside it.',
  },
  INK_DOTTED: {
    what: 'The writing is too faint for black and white: {measured}{unit} of its ink is left as dots',
    advice:
      'Scan this page again in grey: in black and white neither a person nor the machine can well read pencil or a dry pen.',
  },
}

export const sides: SideWords = { top: 'top', right: 'right', bottom: 'bottom', left: 'left' }
