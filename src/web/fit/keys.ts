import type { Key } from '../keys.ts'

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const arrows = Object.keys(ways)

/** Keys of the screen that fits a page by hand: one fiducial at a time. */
export const fitKeys: readonly Key[] = [
  {
    id: 'fitMove',
    chords: arrows,
    where: 'fit',
    label: 'keys.names.fitMove',
    shown: '← → ↑ ↓',
    run: (v, chord) => v.nudge(...ways[chord]!),
  },
  {
    id: 'fitMoveFine',
    chords: arrows.map((arrow) => `Shift+${arrow}`),
    where: 'fit',
    label: 'keys.names.fitMoveFine',
    shown: 'Shift + ← → ↑ ↓',
    run: (v, chord) => {
      const [x, y] = ways[chord.slice('Shift+'.length)]!
      v.nudge(x / 10, y / 10)
    },
  },
  { id: 'fitNext', chords: ['j'], where: 'fit', label: 'keys.names.fitNext', run: (v) => v.nextHandle(1) },
  { id: 'fitBack', chords: ['k'], where: 'fit', label: 'keys.names.fitBack', run: (v) => v.nextHandle(-1) },
  { id: 'fitTurn', chords: ['t'], where: 'fit', label: 'keys.names.fitTurn', run: (v) => v.turnForm() },
  { id: 'fitSend', chords: ['Enter'], where: 'fit', label: 'keys.names.fitSend', run: (v) => v.sendFit() },
  { id: 'fitLeave', chords: ['Escape'], where: 'fit', label: 'keys.names.fitLeave', run: (v) => v.leaveFit() },
]
