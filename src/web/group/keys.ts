import type { Key } from '../keys.ts'

/** Keys of the group view. */
export const groupKeys: readonly Key[] = [
  {
    id: 'confirmSheet',
    chords: ['Enter'],
    where: 'group',
    label: 'keys.names.confirmSheet',
    run: (v) => v.confirmSheet(),
  },
  { id: 'takeOut', chords: ['Space', 'x'], where: 'group', label: 'keys.names.takeOut', run: (v) => v.takeOut() },
  {
    id: 'groupLeft',
    chords: ['ArrowLeft'],
    where: 'group',
    label: 'keys.names.groupLeft',
    run: (v) => v.moveInGroup(-1, 0),
  },
  {
    id: 'groupRight',
    chords: ['ArrowRight'],
    where: 'group',
    label: 'keys.names.groupRight',
    run: (v) => v.moveInGroup(1, 0),
  },
  { id: 'groupUp', chords: ['ArrowUp'], where: 'group', label: 'keys.names.rowUp', run: (v) => v.moveInGroup(0, -1) },
  {
    id: 'groupDown',
    chords: ['ArrowDown'],
    where: 'group',
    label: 'keys.names.rowDown',
    run: (v) => v.moveInGroup(0, 1),
  },
  {
    id: 'undoSheet',
    chords: ['Ctrl+z', 'u'],
    where: 'group',
    label: 'keys.names.undoSheet',
    run: (v) => v.undoSheet(),
  },
  {
    id: 'nextHeap',
    chords: ['j', 'PageDown'],
    where: 'group',
    label: 'keys.names.nextHeap',
    run: (v) => v.moveInGroups(1),
  },
  {
    id: 'previousHeap',
    chords: ['k', 'PageUp'],
    where: 'group',
    label: 'keys.names.previousHeap',
    run: (v) => v.moveInGroups(-1),
  },
]
