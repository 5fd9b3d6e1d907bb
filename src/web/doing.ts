import { isChosen, resolved, type Side } from './desk/conflict.ts'
import { activeField, type Desk } from './desk/desk.ts'
import {
  choose,
  eraseCell,
  markBlank,
  markIllegible,
  markNotApplicable,
  pullCells,
  pushCells,
  toggleOption,
} from './desk/keying.ts'
import { keepDraft } from './desk/draft.ts'
import {
  acceptField,
  acceptPlace,
  besideField,
  nextDoubt,
  previousOpen,
  redoOnDesk,
  step,
  undoOnDesk,
  type Accepted,
} from './desk/moves.ts'
import {
  chooseHere,
  downloadHere,
  moveInIntake,
  openFit,
  openSplit,
  printRescans,
  retryHere,
  switchTab,
  togglePause,
} from './intake/mailroom.ts'
import { askTarget, correctHere, leaveSplit, moveInParts, moveInSplit, moveTo, stopAsking } from './split/session.ts'
import { answer, answerTyped, ask, closeAsking, openAside } from './asking.ts'
import {
  clear,
  enter,
  keep,
  moveInDay,
  printHere,
  registerWithoutNumber,
  switchDeskTab,
  toNumber,
} from './envelopes/session.ts'
import { leaveFit, nextHandle, nudge, sendFit, turnForm } from './fit/session.ts'
import { confirmSheet, moveInGroup, moveInGroups, takeOut, undoSheet } from './group/session.ts'
import { begin, moveInList, moveInStates, openListed } from './lists.ts'
import { say } from './notices.ts'
import { ownShelf } from './people/signing.ts'
import { hashOf } from './place.ts'
import { keepSample, markSample, optionOf, pickOption, switchSampleTab } from './sample/session.ts'
import {
  besidePage,
  leaveSteps,
  moveInItems,
  moveInSteps,
  pickStep,
  toggleCloser,
  toggleLarge,
} from './steps/session.ts'
import { seeSteps } from './steps/here.ts'
import { switchLanguage, switchTheme, words } from './preferences.ts'
import { move, save } from './session.ts'
import { answerText, conflict, conflictCursor, desk, frozen, helpOpen, viewWish } from './state.ts'
import type { Verbs } from './verbs.ts'

/** The verbs done on the session's state. Each one is a pure move of the desk, or a word to the service. */
export const doing: Verbs = {
  toggleHelp: () => void (helpOpen.value = !helpOpen.value),
  switchLanguage,
  switchTheme,
  go: (screen) => void (location.hash = hashOf(screen === 'letters' ? { screen, state: 'review' } : { screen })),
  moveInGroup,
  takeOut,
  confirmSheet: () => void confirmSheet(),
  undoSheet: () => void undoSheet(),
  moveInGroups,
  keepSample: () => void keepSample(),
  markSample,
  pickOption: (chord) => pickOption(optionOf(chord)),
  switchSampleTab,
  moveInList,
  moveInStates,
  openListed,
  begin,
  accept: () => onDesk((d) => tell(acceptPlace(d))),
  acceptField: () => onDesk((d) => tell(acceptField(d))),
  besideField: (by) => onDesk((d) => besideField(d, by)),
  previousOpen: () => onDesk(previousOpen),
  save: () => void save(),
  saveWhole: () => void save(true),
  leave: () => void (location.hash = hashOf({ screen: 'letters', state: 'review' })),
  // What was marked was looked at: the hand goes on.
  markIllegible: () => onDesk((d) => tell(acceptField(markIllegible(d)))),
  markBlank: () => onDesk((d) => tell(acceptField(markBlank(d)))),
  markNotApplicable: () => onDesk((d) => tell(acceptField(markNotApplicable(d)))),
  openHistory: () => ask('history'),
  openAside,
  answer,
  answerTyped,
  closeAsking,
  undo: () => onDesk(undoOnDesk),
  redo: () => onDesk(redoOnDesk),
  toggleFreeze: () => {
    frozen.value = !frozen.value
    if (!frozen.value) wish('follow')
  },
  zoom: (factor) => wish(factor),
  wholePage: () => wish('whole'),
  choose: (number) => onDesk((d) => choose(d, number)),
  nextDoubt: (by) => onDesk((d) => nextDoubt(d, by)),
  step: (columns, rows) => onDesk((d) => step(d, columns, rows)),
  eraseCell: (back) => onDesk((d) => eraseCell(d, back)),
  pullCells: () => onDesk(pullCells),
  pushCells: () => onDesk(pushCells),
  toggleOption: (index) => onDesk((d) => toggleOption(d, index)),
  toggleHere: () => onDesk((d) => toggleOption(d, d.cursor.place)),
  chooseSide,
  moveInConflict: (by) => {
    const count = conflict.value?.differences.length ?? 0
    if (count > 0) conflictCursor.value = (conflictCursor.value + by + count) % count
  },
  resolve,
  moveInIntake,
  switchIntakeTab: switchTab,
  chooseHere,
  openSplit,
  printRescans,
  moveInSplit,
  moveInParts,
  correctSplit: correctHere,
  askTarget,
  stopAsking,
  moveTo,
  leaveSplit,
  openFit,
  seeSteps,
  moveInSteps,
  pickStep,
  toggleLarge,
  moveInItems,
  toggleCloser,
  besidePage,
  leaveSteps,
  nudge,
  nextHandle,
  turnForm,
  sendFit: () => void sendFit(),
  leaveFit,
  retryHere,
  downloadHere,
  togglePause: (part) => void togglePause(part),
  deskEnter: () => void enter(),
  deskKeep: () => void keep(),
  deskClear: () => void clear(),
  deskCode: () => void registerWithoutNumber(),
  deskPrint: printHere,
  moveInDay: (by) => void moveInDay(by),
  deskTab: switchDeskTab,
  deskNumber: toNumber,
}

function onDesk(act: (desk: Desk) => Desk): void {
  if (desk.value !== null && activeField(desk.value) !== undefined) move(act(desk.value))
}

function tell({ desk: next, said }: Accepted): Desk {
  if (said === 'nothingLeft') say('hint', words.value('letter.nothingLeft'))
  answerText.value = ''
  if (said === 'needsValue') say('hint', words.value('letter.needsValue'))
  return next
}

function wish(what: 'whole' | 'follow' | number): void {
  viewWish.value = { n: viewWish.value.n + 1, wish: what }
}

function chooseSide(side: Side): void {
  const now = conflict.value
  const difference = now?.differences[conflictCursor.value]
  if (now === null || difference === undefined) return
  conflict.value = { ...now, chosen: { ...now.chosen, [difference.field]: side } }
}

function resolve(): void {
  const now = conflict.value
  if (now === null) return
  if (!isChosen(now)) {
    const open = now.differences.findIndex(({ field }) => now.chosen[field] === undefined)
    conflictCursor.value = open
    return
  }
  const next = resolved(now)
  conflict.value = null
  // The old draft belongs to the old revision; what was chosen starts a draft on the new one.
  keepDraft(ownShelf(), now.mine.view.letter, { ...now.mine.editing, done: [] })
  move(next)
  say('hint', words.value('conflict.saveNow'))
}
