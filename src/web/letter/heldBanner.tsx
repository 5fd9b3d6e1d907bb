import { dayAndTime } from '../clock.ts'
import { heldByOther } from '../holding.ts'
import { words } from '../preferences.ts'

/** Who works on the letter that is open, and until when, if it is somebody else. */
export function HeldBanner() {
  const claim = heldByOther.value
  if (claim === null) return null
  const until = dayAndTime(new Date(claim.until).toISOString())
  return (
    <p class="banner" role="status" data-holder={claim.person}>
      {words.value('together.heldBy', { name: claim.person, until })}
    </p>
  )
}
