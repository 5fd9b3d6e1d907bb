import { pageHere, arrivalHere } from '../intake/mailroom.ts'
import { pageInHand } from '../split/session.ts'
import { desk, place, shownPage } from '../state.ts'
import { openSteps, openStepsOf } from './session.ts'

/** What the machine saw of the page in hand: of the letter, of the stack, of the list; of a file its first page that waits for a person. */
export function seeSteps(): void {
  const screen = place.value.screen
  const page =
    screen === 'letter'
      ? (shownPage.value ?? desk.value?.view.pages[0]?.id)
      : screen === 'split'
        ? pageInHand.value?.id
        : pageHere()?.id
  const arrival = screen === 'intake' ? arrivalHere() : undefined
  if (page !== undefined) openSteps(page)
  else if (arrival !== undefined) void openStepsOf(arrival)
}
