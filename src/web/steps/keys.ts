import type { Key } from '../keys.ts'

const numbers = ['1', '2', '3', '4', '5']

/** Keys of the screen that shows what the machine saw. */
export const stepKeys: readonly Key[] = [
  {
    id: 'stepNext',
    chords: ['ArrowRight'],
    where: 'steps',
    label: 'keys.names.stepNext',
    run: (v) => v.moveInSteps(1),
  },
  {
    id: 'stepBack',
    chords: ['ArrowLeft'],
    where: 'steps',
    label: 'keys.names.stepBack',
    run: (v) => v.moveInSteps(-1),
  },
  {
    id: 'stepPick',
    chords: numbers,
    where: 'steps',
    label: 'keys.names.stepPick',
    shown: '1–5',
    run: (v, chord) => v.pickStep(Number(chord) - 1),
  },
  { id: 'stepLarge', chords: ['Enter'], where: 'steps', label: 'keys.names.stepLarge', run: (v) => v.toggleLarge() },
  {
    id: 'stepItem',
    chords: ['j', 'ArrowDown'],
    where: 'steps',
    label: 'keys.names.stepItem',
    run: (v) => v.moveInItems(1),
  },
  {
    id: 'stepItemBack',
    chords: ['k', 'ArrowUp'],
    where: 'steps',
    label: 'keys.names.stepItemBack',
    run: (v) => v.moveInItems(-1),
  },
  { id: 'stepCloser', chords: ['z'], where: 'steps', label: 'keys.names.stepCloser', run: (v) => v.toggleCloser() },
  {
    id: 'stepAfter',
    chords: ['PageDown'],
    where: 'steps',
    label: 'keys.names.stepAfter',
    run: (v) => v.besidePage(1),
  },
  {
    id: 'stepBefore',
    chords: ['PageUp'],
    where: 'steps',
    label: 'keys.names.stepBefore',
    run: (v) => v.besidePage(-1),
  },
  { id: 'stepLeave', chords: ['Escape'], where: 'steps', label: 'keys.names.stepLeave', run: (v) => v.leaveSteps() },
]
