import type { ScreenKey } from '../locale/translate.ts'
import { conflictKeys } from './letter/conflictKeys.ts'
import { envelopeKeys } from './envelopes/keys.ts'
import { fitKeys } from './fit/keys.ts'
import { groupKeys } from './group/keys.ts'
import { splitKeys } from './split/keys.ts'
import { intakeKeys } from './intake/keys.ts'
import { sampleKeys } from './sample/keys.ts'
import { stepKeys } from './steps/keys.ts'
import type { Verbs } from './verbs.ts'

/**
 * Where a key is alive. `opening`: at a letter's address, whether it is there yet or not; `letter`: it is open; `choice`, `cells`, `line`: and the hand is in such a field; `choosing`: and the
 * candidates are open; `asking`: a question is open (why, which earlier value, where to lay the letter); `list`, `group`, `samples`, `intake`, `envelopes`, `fit`, `split`, `steps`, `conflict`: on that screen;
 * `splitTarget`: and a letter is asked for.
 */
export type Where =
  | 'everywhere'
  | 'list'
  | 'group'
  | 'opening'
  | 'letter'
  | 'choice'
  | 'text'
  | 'cells'
  | 'line'
  | 'choosing'
  | 'asking'
  | 'conflict'
  | 'intake'
  | 'envelopes'
  | 'fit'
  | 'split'
  | 'splitTarget'
  | 'steps'
  | 'samples'

export interface Key {
  readonly id: string
  readonly chords: readonly string[]
  readonly where: Where
  readonly label: ScreenKey
  /** How help and the status bar show many chords in one, e.g. `1–9`. */
  readonly shown?: string
  readonly run: (verbs: Verbs, chord: string) => void
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
/** Keys of the options of a choice, in the form's order. */
export const optionKeys = [...digits, '0', ...'abcdefghijklmnopqrstuvwxyz'.split('')]

/** Every key there is: the dispatcher, the help and the status bar are all drawn from here. */
export const keys: readonly Key[] = [
  { id: 'help', chords: ['?', 'F1'], where: 'everywhere', label: 'keys.names.help', run: (v) => v.toggleHelp() },
  { id: 'language', chords: ['F2'], where: 'everywhere', label: 'keys.names.language', run: (v) => v.switchLanguage() },
  { id: 'theme', chords: ['F4'], where: 'everywhere', label: 'keys.names.theme', run: (v) => v.switchTheme() },
  {
    id: 'goLetters',
    chords: ['Alt+l'],
    where: 'everywhere',
    label: 'keys.names.goLetters',
    run: (v) => v.go('letters'),
  },
  { id: 'goGroup', chords: ['Alt+g'], where: 'everywhere', label: 'keys.names.goGroup', run: (v) => v.go('group') },
  {
    id: 'goSamples',
    chords: ['Alt+c'],
    where: 'everywhere',
    label: 'keys.names.goSamples',
    run: (v) => v.go('samples'),
  },
  { id: 'goErrors', chords: ['Alt+r'], where: 'everywhere', label: 'keys.names.goErrors', run: (v) => v.go('errors') },
  { id: 'goIntake', chords: ['Alt+i'], where: 'everywhere', label: 'keys.names.goIntake', run: (v) => v.go('intake') },
  {
    id: 'goEnvelopes',
    chords: ['Alt+m'],
    where: 'everywhere',
    label: 'keys.names.goEnvelopes',
    run: (v) => v.go('envelopes'),
  },
  {
    id: 'goPeople',
    chords: ['Alt+p'],
    where: 'everywhere',
    label: 'keys.names.goPeople',
    run: (v) => v.go('people'),
  },
  {
    id: 'goThresholds',
    chords: ['Alt+t'],
    where: 'everywhere',
    label: 'keys.names.goThresholds',
    run: (v) => v.go('thresholds'),
  },
  { id: 'goForms', chords: ['Alt+o'], where: 'everywhere', label: 'keys.names.goForms', run: (v) => v.go('forms') },

  { id: 'down', chords: ['j', 'ArrowDown'], where: 'list', label: 'keys.names.down', run: (v) => v.moveInList(1) },
  { id: 'up', chords: ['k', 'ArrowUp'], where: 'list', label: 'keys.names.up', run: (v) => v.moveInList(-1) },
  { id: 'state', chords: ['ArrowRight'], where: 'list', label: 'keys.names.nextState', run: (v) => v.moveInStates(1) },
  {
    id: 'stateBack',
    chords: ['ArrowLeft'],
    where: 'list',
    label: 'keys.names.previousState',
    run: (v) => v.moveInStates(-1),
  },
  { id: 'open', chords: ['Enter'], where: 'list', label: 'keys.names.open', run: (v) => v.openListed() },
  { id: 'begin', chords: ['b'], where: 'list', label: 'keys.names.begin', run: (v) => v.begin() },

  ...intakeKeys,
  ...envelopeKeys,
  ...fitKeys,
  ...splitKeys,
  ...stepKeys,
  ...groupKeys,
  ...sampleKeys,

  { id: 'accept', chords: ['Enter'], where: 'letter', label: 'keys.names.accept', run: (v) => v.accept() },
  {
    id: 'acceptField',
    chords: ['Shift+Enter'],
    where: 'letter',
    label: 'keys.names.acceptField',
    run: (v) => v.acceptField(),
  },
  { id: 'everyField', chords: ['Tab'], where: 'letter', label: 'keys.names.everyField', run: (v) => v.besideField(1) },
  {
    id: 'everyFieldBack',
    chords: ['Shift+Tab'],
    where: 'letter',
    label: 'keys.names.everyFieldBack',
    run: (v) => v.besideField(-1),
  },
  { id: 'previous', chords: ['PageUp'], where: 'letter', label: 'keys.names.previous', run: (v) => v.previousOpen() },
  { id: 'save', chords: ['Ctrl+Enter'], where: 'letter', label: 'keys.names.save', run: (v) => v.save() },
  {
    id: 'saveWhole',
    chords: ['Ctrl+Shift+Enter'],
    where: 'letter',
    label: 'keys.names.saveWhole',
    run: (v) => v.saveWhole(),
  },
  { id: 'leave', chords: ['Escape'], where: 'opening', label: 'keys.names.leave', run: (v) => v.leave() },
  {
    id: 'illegible',
    chords: ['Ctrl+u'],
    where: 'letter',
    label: 'keys.names.illegible',
    run: (v) => v.markIllegible(),
  },
  { id: 'blank', chords: ['Ctrl+b'], where: 'letter', label: 'keys.names.blank', run: (v) => v.markBlank() },
  {
    id: 'notApplicable',
    chords: ['Ctrl+e'],
    where: 'letter',
    label: 'keys.names.notApplicable',
    run: (v) => v.markNotApplicable(),
  },
  { id: 'history', chords: ['F6'], where: 'letter', label: 'keys.names.history', run: (v) => v.openHistory() },
  { id: 'seeSteps', chords: ['F3'], where: 'letter', label: 'keys.names.seeSteps', run: (v) => v.seeSteps() },
  { id: 'aside', chords: ['F7'], where: 'letter', label: 'keys.names.aside', run: (v) => v.openAside() },
  { id: 'undo', chords: ['Ctrl+z'], where: 'letter', label: 'keys.names.undo', run: (v) => v.undo() },
  { id: 'redo', chords: ['Ctrl+y'], where: 'letter', label: 'keys.names.redo', run: (v) => v.redo() },
  { id: 'freeze', chords: ['F8'], where: 'letter', label: 'keys.names.freeze', run: (v) => v.toggleFreeze() },
  { id: 'zoomIn', chords: ['Ctrl+ArrowUp'], where: 'letter', label: 'keys.names.zoomIn', run: (v) => v.zoom(1.25) },
  { id: 'zoomOut', chords: ['Ctrl+ArrowDown'], where: 'letter', label: 'keys.names.zoomOut', run: (v) => v.zoom(0.8) },
  { id: 'wholePage', chords: ['F9'], where: 'letter', label: 'keys.names.wholePage', run: (v) => v.wholePage() },

  {
    id: 'candidate',
    chords: digits,
    where: 'choosing',
    label: 'keys.names.candidate',
    shown: '1–9',
    run: (v, chord) => v.choose(Number(chord)),
  },
  {
    id: 'candidateAlways',
    chords: digits.map((d) => `Alt+${d}`),
    where: 'text',
    label: 'keys.names.candidateAlways',
    shown: 'Alt + 1–9',
    run: (v, chord) => v.choose(Number(chord.at(-1))),
  },
  {
    id: 'nextDoubt',
    chords: ['Ctrl+ArrowRight'],
    where: 'text',
    label: 'keys.names.nextDoubt',
    run: (v) => v.nextDoubt(1),
  },
  {
    id: 'previousDoubt',
    chords: ['Ctrl+ArrowLeft'],
    where: 'text',
    label: 'keys.names.previousDoubt',
    run: (v) => v.nextDoubt(-1),
  },

  { id: 'left', chords: ['ArrowLeft'], where: 'cells', label: 'keys.names.left', run: (v) => v.step(-1, 0) },
  { id: 'right', chords: ['ArrowRight'], where: 'cells', label: 'keys.names.right', run: (v) => v.step(1, 0) },
  { id: 'rowUp', chords: ['ArrowUp'], where: 'cells', label: 'keys.names.rowUp', run: (v) => v.step(0, -1) },
  { id: 'rowDown', chords: ['ArrowDown'], where: 'cells', label: 'keys.names.rowDown', run: (v) => v.step(0, 1) },
  {
    id: 'eraseBack',
    chords: ['Backspace'],
    where: 'cells',
    label: 'keys.names.eraseBack',
    run: (v) => v.eraseCell(true),
  },
  { id: 'erase', chords: ['Delete'], where: 'cells', label: 'keys.names.erase', run: (v) => v.eraseCell(false) },
  { id: 'pull', chords: ['Ctrl+Delete'], where: 'cells', label: 'keys.names.pull', run: (v) => v.pullCells() },
  { id: 'push', chords: ['Insert'], where: 'cells', label: 'keys.names.push', run: (v) => v.pushCells() },

  {
    id: 'option',
    chords: optionKeys,
    where: 'choice',
    label: 'keys.names.option',
    shown: '1–9, 0, A–Z',
    run: (v, chord) => v.toggleOption(optionKeys.indexOf(chord)),
  },
  { id: 'toggle', chords: ['Space'], where: 'choice', label: 'keys.names.toggle', run: (v) => v.toggleHere() },
  {
    id: 'optionDown',
    chords: ['ArrowDown', 'ArrowRight'],
    where: 'choice',
    label: 'keys.names.optionDown',
    run: (v) => v.step(1, 0),
  },
  {
    id: 'optionUp',
    chords: ['ArrowUp', 'ArrowLeft'],
    where: 'choice',
    label: 'keys.names.optionUp',
    run: (v) => v.step(-1, 0),
  },

  {
    id: 'answer',
    chords: digits,
    where: 'asking',
    label: 'keys.names.answer',
    shown: '1–9',
    run: (v, chord) => v.answer(Number(chord)),
  },
  {
    id: 'answerTyped',
    chords: ['Enter'],
    where: 'asking',
    label: 'keys.names.answerTyped',
    run: (v) => v.answerTyped(),
  },
  {
    id: 'closeAsking',
    chords: ['Escape'],
    where: 'asking',
    label: 'keys.names.closeAsking',
    run: (v) => v.closeAsking(),
  },

  ...conflictKeys,
]

/** Places that are alive together with a place: what help groups by and what must not collide. */
export const alive: Readonly<Record<Where, readonly Where[]>> = {
  everywhere: ['everywhere'],
  list: ['list', 'everywhere'],
  group: ['group', 'everywhere'],
  samples: ['samples', 'everywhere'],
  opening: ['opening', 'everywhere'],
  letter: ['letter', 'opening', 'everywhere'],
  choice: ['choice', 'letter', 'opening', 'everywhere'],
  text: ['text', 'letter', 'opening', 'everywhere'],
  cells: ['cells', 'text', 'letter', 'opening', 'everywhere'],
  line: ['line', 'text', 'letter', 'opening', 'everywhere'],
  choosing: ['choosing', 'text', 'letter', 'opening', 'everywhere'],
  asking: ['asking', 'everywhere'],
  conflict: ['conflict', 'everywhere'],
  intake: ['intake', 'everywhere'],
  envelopes: ['envelopes', 'everywhere'],
  fit: ['fit', 'everywhere'],
  split: ['split', 'everywhere'],
  splitTarget: ['splitTarget', 'everywhere'],
  steps: ['steps', 'everywhere'],
}
