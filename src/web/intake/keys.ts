import type { Key } from '../keys.ts'

/** Keys of the intake screen. */
export const intakeKeys: readonly Key[] = [
  {
    id: 'intakeDown',
    chords: ['j', 'ArrowDown'],
    where: 'intake',
    label: 'keys.names.intakeDown',
    run: (v) => v.moveInIntake(1),
  },
  {
    id: 'intakeUp',
    chords: ['k', 'ArrowUp'],
    where: 'intake',
    label: 'keys.names.intakeUp',
    run: (v) => v.moveInIntake(-1),
  },
  {
    id: 'intakeTab',
    chords: ['ArrowLeft', 'ArrowRight'],
    where: 'intake',
    label: 'keys.names.intakeTab',
    run: (v, chord) => v.switchIntakeTab(chord === 'ArrowLeft' ? -1 : 1),
  },
  {
    id: 'keepThere',
    chords: ['1'],
    where: 'intake',
    label: 'keys.names.keepThere',
    run: (v) => v.chooseHere('there'),
  },
  { id: 'keepThis', chords: ['2'], where: 'intake', label: 'keys.names.keepThis', run: (v) => v.chooseHere('this') },
  { id: 'openSplit', chords: ['s'], where: 'intake', label: 'keys.names.openSplit', run: (v) => v.openSplit() },
  { id: 'openFit', chords: ['f'], where: 'intake', label: 'keys.names.openFit', run: (v) => v.openFit() },
  { id: 'seeStepsHere', chords: ['v'], where: 'intake', label: 'keys.names.seeStepsHere', run: (v) => v.seeSteps() },
  { id: 'retry', chords: ['r'], where: 'intake', label: 'keys.names.retry', run: (v) => v.retryHere() },
  { id: 'download', chords: ['d'], where: 'intake', label: 'keys.names.download', run: (v) => v.downloadHere() },
  {
    id: 'printRescans',
    chords: ['p'],
    where: 'intake',
    label: 'keys.names.printRescans',
    run: (v) => v.printRescans(),
  },
  {
    id: 'pauseIntake',
    chords: ['F6'],
    where: 'intake',
    label: 'keys.names.pauseIntake',
    run: (v) => v.togglePause('intake'),
  },
  {
    id: 'pauseReading',
    chords: ['F7'],
    where: 'intake',
    label: 'keys.names.pauseReading',
    run: (v) => v.togglePause('reading'),
  },
]
