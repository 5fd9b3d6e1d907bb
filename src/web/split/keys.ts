import type { Key } from '../keys.ts'

const numbers = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

/** Keys of the split screen: the stack of a file by envelope and letter. */
export const splitKeys: readonly Key[] = [
  {
    id: 'splitNext',
    chords: ['ArrowRight'],
    where: 'split',
    label: 'keys.names.splitNext',
    run: (v) => v.moveInSplit(1),
  },
  {
    id: 'splitBack',
    chords: ['ArrowLeft'],
    where: 'split',
    label: 'keys.names.splitBack',
    run: (v) => v.moveInSplit(-1),
  },
  {
    id: 'splitNextPart',
    chords: ['ArrowDown'],
    where: 'split',
    label: 'keys.names.splitNextPart',
    run: (v) => v.moveInParts(1),
  },
  {
    id: 'splitPartBack',
    chords: ['ArrowUp'],
    where: 'split',
    label: 'keys.names.splitPartBack',
    run: (v) => v.moveInParts(-1),
  },
  { id: 'splitCut', chords: ['c'], where: 'split', label: 'keys.names.splitCut', run: (v) => v.correctSplit('cut') },
  { id: 'splitJoin', chords: ['j'], where: 'split', label: 'keys.names.splitJoin', run: (v) => v.correctSplit('join') },
  { id: 'splitMove', chords: ['m'], where: 'split', label: 'keys.names.splitMove', run: (v) => v.askTarget() },
  { id: 'splitSteps', chords: ['v'], where: 'split', label: 'keys.names.seeStepsHere', run: (v) => v.seeSteps() },
  { id: 'splitLeave', chords: ['Escape'], where: 'split', label: 'keys.names.splitLeave', run: (v) => v.leaveSplit() },
  {
    id: 'splitTarget',
    chords: numbers,
    where: 'splitTarget',
    label: 'keys.names.splitTarget',
    shown: '1–9, 0',
    run: (v, chord) => v.moveTo(Number(chord)),
  },
  {
    id: 'splitStay',
    chords: ['Escape'],
    where: 'splitTarget',
    label: 'keys.names.splitStay',
    run: (v) => v.stopAsking(),
  },
]
