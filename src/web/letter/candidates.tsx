import type { FieldView } from '../../contract/letter.ts'
import { wholeCandidates } from '../../review/doubt.ts'
import { fieldState } from '../../review/editing.ts'
import type { Desk } from '../desk/desk.ts'
import { candidatesHere } from '../desk/doubts.ts'
import { doing } from '../doing.ts'
import { typesDigits } from '../keyboard.ts'
import { words } from '../preferences.ts'

const MOST = 9

/** What else the character in hand may be, one number key away, right under it. */
export function Candidates({ desk, field }: { desk: Desk; field: FieldView }) {
  const say = words.value
  const candidates = candidatesHere(desk, field, desk.cursor.place).slice(0, MOST)
  const withAlt = typesDigits(field.decoder) || !desk.choosing
  return (
    <div class="aside">
      {candidates.length > 0 && (
        <ol class={desk.choosing ? 'candidates open' : 'candidates'} aria-label={say('letter.candidates')}>
          {candidates.map(({ value, confidence }, i) => (
            <li key={value}>
              <button
                type="button"
                data-control
                tabIndex={-1}
                onMouseDown={(e) => e.preventDefault()}
                onClick={() => doing.choose(i + 1)}
              >
                <kbd>{withAlt ? `Alt ${i + 1}` : i + 1}</kbd>
                <b>{value}</b>
                {confidence >= 0.01 && <span class="muted">{Math.floor(Math.min(confidence, 0.999) * 100)}</span>}
              </button>
            </li>
          ))}
        </ol>
      )}
      {candidates.length === 0 && <MachineRead desk={desk} field={field} />}
    </div>
  )
}

// Once a person has changed a value, what the machine had read stays in view.
function MachineRead({ desk, field }: { desk: Desk; field: FieldView }) {
  const read = wholeCandidates(field)[0]?.value
  const { value } = fieldState(desk.editing, field.id)
  if (read === undefined || field.kind === 'choice' || field.kind === 'signature' || read === value) return null
  return (
    <p class="muted">
      {words.value('letter.machineRead')} <b>{read}</b>
    </p>
  )
}
