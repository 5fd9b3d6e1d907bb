import type { Key } from '../keys.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** Keys of the screen where drawn fields are keyed again. */
export const sampleKeys: readonly Key[] = [
  {
    id: 'keepSample',
    chords: ['Enter', 'Ctrl+Enter'],
    where: 'samples',
    label: 'keys.names.keepSample',
    run: (v) => v.keepSample(),
  },
  {
    id: 'sampleBlank',
    chords: ['Ctrl+b'],
    where: 'samples',
    label: 'keys.names.sampleBlank',
    run: (v) => v.markSample('blank'),
  },
  {
    id: 'sampleIllegible',
    chords: ['Ctrl+u'],
    where: 'samples',
    label: 'keys.names.sampleIllegible',
    run: (v) => v.markSample('unclear'),
  },
  {
    id: 'sampleOption',
    chords: [...digits, ...'abcdefghijklmnopqrstuvwxyz'.split(''), ...digits.map((digit) => `Alt+${digit}`)],
    where: 'samples',
    label: 'keys.names.sampleOption',
    shown: '1–9, 0, A–Z',
    run: (v, chord) => v.pickOption(chord),
  },
  { id: 'sampleTab', chords: ['F7'], where: 'samples', label: 'keys.names.sampleTab', run: (v) => v.switchSampleTab() },
]
