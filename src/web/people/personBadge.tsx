import { words } from '../preferences.ts'
import { person } from '../state.ts'
import { changingOwn } from './accounts.ts'
import { signOut } from './signing.ts'

/** Who is signed in, with what they may do, and the way out. */
export function PersonBadge() {
  const say = words.value
  const who = person.value
  if (who === null || who === undefined) return null
  const held = who.roles.map((role) => say(`roles.${role}`)).join(' · ')
  return (
    <div class="person" aria-label={say('signIn.signedIn')}>
      <button
        type="button"
        class="quiet who"
        title={`${held} · ${say('accounts.own')}`}
        data-testid="who"
        aria-haspopup="dialog"
        onClick={() => (changingOwn.value = true)}
      >
        {who.name}
      </button>
      <button type="button" class="quiet" onClick={() => void signOut()}>
        {say('signIn.signOut')}
      </button>
    </div>
  )
}
