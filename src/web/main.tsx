import { effect, untracked } from '@preact/signals'
import { render } from 'preact'
import { App } from './app.tsx'
import { listenKeys } from './keyboard.ts'
import { loadArrivals, loadForms, loadLetters } from './lists.ts'
import { listenLive } from './live.ts'
import { placeOf, type Place } from './place.ts'
import { applyPreferences } from './preferences.ts'
import { openLetter } from './session.ts'
import { desk, place } from './state.ts'

applyPreferences()
listenKeys()
listenLive()
addEventListener('hashchange', () => (place.value = placeOf(location.hash)))
// A place is loaded whenever a person comes to it, and for no other reason.
effect(() => {
  const now = place.value
  untracked(() => arrive(now))
})
render(<App />, document.getElementById('screen')!)

function arrive(now: Place): void {
  if (now.screen !== 'letter') desk.value = null
  if (now.screen === 'letters') void loadLetters()
  if (now.screen === 'letter') void openLetter(now.id)
  if (now.screen === 'intake') void loadArrivals()
  if (now.screen === 'forms') void loadForms()
}
