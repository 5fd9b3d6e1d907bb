import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { listenKeys } from './keyboard.ts'
import { loadFit } from './fit/session.ts'
import { loadMailroom } from './intake/mailroom.ts'
import { loadDesk } from './envelopes/session.ts'
import { loadErrors } from './errors/session.ts'
import { loadGroups } from './group/session.ts'
import { loadArrivals, loadForms, loadLetters } from './lists.ts'
import { routes } from '../contract/routes.ts'
import { hold, letGo } from './holding.ts'
import { listenLive } from './live.ts'
import { loadPeople } from './people/accounts.ts'
import { loadScores } from './thresholds/session.ts'
import { findOut, may } from './people/signing.ts'
import { addressed, type Place } from './place.ts'
import { loadOwnWork, loadSamples } from './sample/session.ts'
import { applyPreferences } from './preferences.ts'
import { openLetter } from './session.ts'
import { loadSplit } from './split/session.ts'
import { loadSteps, noteWay } from './steps/session.ts'
import { desk, person, place } from './state.ts'

applyPreferences()
listenKeys()
addEventListener('hashchange', () => {
  const next = addressed()
  noteWay(place.value, next)
  place.value = next
})
// A place is loaded whenever a person comes to it, and for no other reason.
effect(() => {
  const now = place.value
  const known = person.value !== null && person.value !== undefined
  untracked(() => {
    if (known) arrive(now)
  })
})
effect(() => {
  if (person.value === null || person.value === undefined || !may(routes.events)) return
  return untracked(listenLive)
})
void findOut()
render(<App />, document.getElementById('screen')!)

function arrive(now: Place): void {
  if (now.screen === 'letter') void hold(now.id)
  else {
    desk.value = null
    letGo()
  }
  if (now.screen === 'letters' && may(routes.listLetters)) void loadLetters()
  if (now.screen === 'letter') void openLetter(now.id)
  if (now.screen === 'intake' && may(routes.listArrivals)) void loadArrivals().then(loadMailroom)
  if (now.screen === 'fit' && may(routes.showHandFit)) void loadFit()
  if (now.screen === 'steps' && may(routes.showSteps)) void loadSteps()
  if (now.screen === 'split' && may(routes.showSplit)) void loadSplit()
  if (now.screen === 'envelopes' && may(routes.listEnvelopes)) void loadDesk()
  if (now.screen === 'group' && may(routes.listGroups)) void loadGroups()
  if (now.screen === 'samples' && (may(routes.nextSample) || may(routes.nextDispute)))
    void loadSamples().then(loadOwnWork)
  if (now.screen === 'errors' && may(routes.showErrors)) void loadErrors()
  if (now.screen === 'forms') void loadForms()
  if (now.screen === 'thresholds' && may(routes.showScores)) void loadScores()
  if (now.screen === 'people' && may(routes.listPeople)) void loadPeople()
}
