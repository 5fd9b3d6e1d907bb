import type { Key } from '../keys.ts'

/** Keys where two values of a field are chosen between. */
export const conflictKeys: readonly Key[] = [
  { id: 'mine', chords: ['ArrowLeft'], where: 'conflict', label: 'keys.names.mine', run: (v) => v.chooseSide('mine') },
  {
    id: 'theirs',
    chords: ['ArrowRight'],
    where: 'conflict',
    label: 'keys.names.theirs',
    run: (v) => v.chooseSide('theirs'),
  },
  {
    id: 'nextDifference',
    chords: ['ArrowDown', 'Tab'],
    where: 'conflict',
    label: 'keys.names.nextDifference',
    run: (v) => v.moveInConflict(1),
  },
  {
    id: 'previousDifference',
    chords: ['ArrowUp', 'Shift+Tab'],
    where: 'conflict',
    label: 'keys.names.previousDifference',
    run: (v) => v.moveInConflict(-1),
  },
  { id: 'resolve', chords: ['Enter'], where: 'conflict', label: 'keys.names.resolve', run: (v) => v.resolve() },
]
