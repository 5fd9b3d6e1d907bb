import type { Key } from '../keys.ts'

/** Keys of the mail desk. A bar-code gun types a number and presses Enter. */
export const envelopeKeys: readonly Key[] = [
  { id: 'deskEnter', chords: ['Enter'], where: 'envelopes', label: 'keys.names.deskEnter', run: (v) => v.deskEnter() },
  {
    id: 'deskKeep',
    chords: ['Ctrl+Enter'],
    where: 'envelopes',
    label: 'keys.names.deskKeep',
    run: (v) => v.deskKeep(),
  },
  { id: 'deskClear', chords: ['F7'], where: 'envelopes', label: 'keys.names.deskClear', run: (v) => v.deskClear() },
  { id: 'deskCode', chords: ['F8'], where: 'envelopes', label: 'keys.names.deskCode', run: (v) => v.deskCode() },
  {
    id: 'deskSeparator',
    chords: ['F9'],
    where: 'envelopes',
    label: 'keys.names.deskSeparator',
    run: (v) => v.deskPrint('separator'),
  },
  {
    id: 'deskHandover',
    chords: ['Ctrl+p'],
    where: 'envelopes',
    label: 'keys.names.deskHandover',
    run: (v) => v.deskPrint('handover'),
  },
  {
    id: 'deskDown',
    chords: ['ArrowDown'],
    where: 'envelopes',
    label: 'keys.names.deskDown',
    run: (v) => v.moveInDay(1),
  },
  { id: 'deskUp', chords: ['ArrowUp'], where: 'envelopes', label: 'keys.names.deskUp', run: (v) => v.moveInDay(-1) },
  { id: 'deskTab', chords: ['F6'], where: 'envelopes', label: 'keys.names.deskTab', run: (v) => v.deskTab() },
  {
    id: 'deskNumber',
    chords: ['Escape'],
    where: 'envelopes',
    label: 'keys.names.deskNumber',
    run: (v) => v.deskNumber(),
  },
]
