import type { LetterSummary } from '../../contract/letter.ts'
import { words } from '../preferences.ts'

/** A letter's state by shape and word, not by colour alone. */
export function StateSign({ state }: { state: LetterSummary['state'] }) {
  return (
    <span class={`sign ${state}`}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {shapes[state]}
      </svg>
      {words.value(`states.${state}`)}
    </span>
  )
}

const shapes = {
  receiving: (
    <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.500 2" />
  ),
  review: <path d="M6 1.300 10.700 6 6 10.700 1.300 6z" fill="currentColor" />,
  accepted: (
    <path
      d="M2 6.400 4.900 9.200 10 3.200"
      fill="none"
      stroke="currentColor"
      stroke-width="1.800"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  ),
  held: <path d="M3.500 2v8M8.500 2v8" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />,
}
