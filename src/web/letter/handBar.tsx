import { activeField, type Desk } from '../desk/desk.ts'
import { KeyCaps } from '../frame/help.tsx'
import { keys } from '../keys.ts'
import { words } from '../preferences.ts'

const always = [
  'accept',
  'everyField',
  'illegible',
  'blank',
  'notApplicable',
  'history',
  'seeSteps',
  'aside',
  'undo',
  'save',
  'leave',
]
const byKind: Readonly<Record<string, readonly string[]>> = {
  choice: ['option', 'toggle'],
  signature: ['toggle'],
  grid: ['acceptField', 'candidate', 'nextDoubt'],
  comb: ['nextDoubt', 'candidateAlways'],
  line: ['candidate', 'nextDoubt'],
}

/** What the keys do just now, at the foot of the letter. */
export function HandBar({ desk }: { desk: Desk }) {
  const kind = activeField(desk)?.kind ?? ''
  const shown =
    desk.asking !== null
      ? ['answer', 'answerTyped', 'closeAsking']
      : ['accept', ...(byKind[kind] ?? []), ...always.slice(1)]
  return (
    <footer class="handBar" aria-hidden="true">
      {shown.map((id) => {
        const key = keys.find((candidate) => candidate.id === id)
        return (
          key !== undefined && (
            <span key={id}>
              <KeyCaps of={key} />
              {words.value(`keys.brief.${id as 'accept'}`)}
            </span>
          )
        )
      })}
    </footer>
  )
}
