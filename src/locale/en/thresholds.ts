import type { ScreenWords } from '../zh/screen.ts'

/** The screen of thresholds. */
export const thresholds: ScreenWords['thresholds'] = {
  title: 'Thresholds: how sure the machine is, and how much people look at',
  advice:
    'Scores of machine readings in the newest {n} letters. Move the two thresholds and see what they would do; nothing is changed here.',
  none: 'No letter has been read yet.',
  kind: 'Kind of field',
  picture:
    'Readings by score (height: square root). Dark: stood without a person; light: went to a person; ✗ found wrong by blind samples',
  upper: 'From this score on it stands, nobody looks',
  lower: 'Below this score the reading is not shown, a person keys anew',
  never: 'never',
  zone: 'zone',
  fields: 'fields',
  share: 'share',
  stated: 'stated wrong',
  found: 'found wrong by samples',
  interval: '95 % interval',
  of: '{n} of {of}',
  notMeasured: 'not sampled yet',
  borne:
    'The office bears {share} wrong of this kind; the calibration curve turns that into a score (xiance calibrate).',
  alwaysPerson: 'A person looks at every field of this kind.',
  zones: { stands: 'stands, nobody looks', shown: 'shown to be confirmed', anew: 'keyed anew' },
}
