import { routes } from '../../contract/routes.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'

/** The way from a page to what the machine saw of it; with its key where the hand is. */
export function StepsLink({ page, current = false, chord = 'V' }: { page: string; current?: boolean; chord?: string }) {
  if (!may(routes.showSteps)) return null
  return (
    <a class="stepsLink" href={hashOf({ screen: 'steps', id: page })}>
      {words.value('steps.link')} {current && <kbd>{chord}</kbd>}
    </a>
  )
}
