import type { SwitchName } from '../contract/operation.ts'
import type { Side } from './desk/conflict.ts'

/** What a key can do. The session does it; tests of the keys need no screen. */
export interface Verbs {
  toggleHelp(): void
  switchLanguage(): void
  switchTheme(): void
  go(
    screen: 'letters' | 'group' | 'samples' | 'errors' | 'envelopes' | 'intake' | 'forms' | 'thresholds' | 'people',
  ): void
  moveInGroup(columns: number, rows: number): void
  takeOut(): void
  confirmSheet(): void
  undoSheet(): void
  moveInGroups(by: 1 | -1): void
  keepSample(): void
  markSample(how: 'blank' | 'unclear'): void
  pickOption(chord: string): void
  switchSampleTab(): void
  moveInList(by: number): void
  moveInStates(by: number): void
  openListed(): void
  begin(): void
  accept(): void
  acceptField(): void
  besideField(by: 1 | -1): void
  previousOpen(): void
  save(): void
  saveWhole(): void
  leave(): void
  markIllegible(): void
  markBlank(): void
  markNotApplicable(): void
  openHistory(): void
  openAside(): void
  answer(number: number): void
  answerTyped(): void
  closeAsking(): void
  undo(): void
  redo(): void
  toggleFreeze(): void
  zoom(factor: number): void
  wholePage(): void
  choose(number: number): void
  nextDoubt(by: 1 | -1): void
  step(columns: number, rows: number): void
  eraseCell(back: boolean): void
  pullCells(): void
  pushCells(): void
  toggleOption(index: number): void
  toggleHere(): void
  chooseSide(side: Side): void
  moveInConflict(by: number): void
  resolve(): void
  moveInIntake(by: number): void
  switchIntakeTab(by: 1 | -1): void
  chooseHere(keep: 'there' | 'this'): void
  openSplit(): void
  printRescans(): void
  moveInSplit(by: 1 | -1): void
  moveInParts(by: 1 | -1): void
  correctSplit(what: 'cut' | 'join'): void
  askTarget(): void
  stopAsking(): void
  moveTo(number: number): void
  leaveSplit(): void
  openFit(): void
  /** Of the page in hand, on whichever screen. */
  seeSteps(): void
  moveInSteps(by: 1 | -1): void
  pickStep(at: number): void
  toggleLarge(): void
  moveInItems(by: 1 | -1): void
  toggleCloser(): void
  besidePage(by: 1 | -1): void
  leaveSteps(): void
  nudge(xMm: number, yMm: number): void
  nextHandle(by: 1 | -1): void
  turnForm(): void
  sendFit(): void
  leaveFit(): void
  retryHere(): void
  downloadHere(): void
  togglePause(part: SwitchName): void
  deskEnter(): void
  deskKeep(): void
  deskClear(): void
  deskCode(): void
  deskPrint(what: 'separator' | 'handover'): void
  moveInDay(by: 1 | -1): void
  deskTab(): void
  deskNumber(): void
}
