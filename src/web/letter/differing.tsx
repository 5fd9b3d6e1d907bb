import type { FieldView } from '../../contract/letter.ts'
import { dayAndTime } from '../clock.ts'
import { earlierValues } from '../desk/keying.ts'
import { doing } from '../doing.ts'
import { words } from '../preferences.ts'
import { shownValue } from './shownValue.ts'

/** What two people keyed apart from each other, for who decides: over the ink, with the places marked where they differ. */
export function Differing({ field }: { field: FieldView }) {
  const said = earlierValues(field).filter(({ by }) => by !== null)
  const texts = said.map((value) => shownValue(value, field))
  return (
    <div class="aside differing" role="group" aria-label={words.value('together.differing')}>
      <ol class="candidates open">
        {said.map(({ by, at }, i) => (
          <li key={`${by}${at}`}>
            <button type="button" data-control tabIndex={-1} onClick={() => doing.choose(i + 1)}>
              <kbd>Alt {i + 1}</kbd>
              <b>
                {Array.from(texts[i]!).map((character, place) => {
                  const differs = texts.some((text) => Array.from(text)[place] !== character)
                  return differs ? <mark key={place}>{character}</mark> : character
                })}
              </b>
              <span class="muted">
                {by} {at === null ? '' : dayAndTime(at)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}
