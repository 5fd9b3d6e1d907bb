import type { SampleWords } from '../zh/sample.ts'

/** Samples: decided fields keyed again by somebody who has not seen them. */
export const samples = {
  title: 'Samples',
  tabs: { key: 'Key again', settle: 'Decide' },
  privacy: 'The ink alone: key what is written. Nothing here says whose letter it is or what was decided.',
  whichIsRight: 'Two values differ: by the ink, which is right? Nothing tells which of them was decided.',
  neither: 'neither: key it anew',
  ink: 'The ink',
  asWritten: 'as it is written',
  keep: 'Keep, next',
  decide: 'Decide, next',
  kept: 'Kept.',
  needsValue: 'Key what is written; Ctrl+B when nothing is, Ctrl+U when nobody can read it.',
  needsSide: 'Choose first which is right.',
  none: 'No samples wait for you. What you keyed or saw is for somebody else.',
  noDispute: 'No differences wait for you.',
  own: {
    title: 'My own work (30 days)',
    letters: 'letters',
    fields: 'fields',
    second: 'same as a second person',
    sample: 'right when sampled',
    anHour: '{n} an hour',
    tooShort: 'too little time to tell the speed',
    none: 'none yet',
    private: 'Nobody but you sees this.',
  },
  found: {
    stood: 'What was decided is right; the letter is as it was.',
    corrected: 'What was decided was wrong; it is corrected.',
    changed: 'What was decided was wrong; somebody changed it since, so the letter is as they left it.',
  },
} satisfies SampleWords
