import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FieldView, LetterView } from '../../contract/letter.ts'
import { grow } from '../../geometry/point.ts'
import type { FieldState } from '../../review/editing.ts'
import { isChosen, type Conflict, type Side } from '../desk/conflict.ts'
import { doing } from '../doing.ts'
import { lang, words } from '../preferences.ts'
import { conflictCursor } from '../state.ts'
import { Crop } from './crop.tsx'
import { shownValue } from './shownValue.ts'

/** Both values side by side, under the ink they came from. Nothing is chosen for the person. */
export function ConflictDialog({ conflict }: { conflict: Conflict }) {
  const say = words.value
  const dialog = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => dialog.current?.focus(), [])
  const left = conflict.differences.filter(({ field }) => conflict.chosen[field] === undefined).length
  return (
    <div class="over">
      <div class="conflict" ref={dialog} role="dialog" aria-modal="true" aria-labelledby="conflict-title" tabIndex={-1}>
        <header>
          <h2 id="conflict-title">{say('conflict.title')}</h2>
          <p class="muted">{say('conflict.advice')}</p>
        </header>
        <div class="differences">
          {conflict.differences.map(({ field: id, mine, theirs }, i) => {
            const field = conflict.theirs.fields.find((candidate) => candidate.id === id)
            if (field === undefined) return null
            const side = (which: Side, state: FieldState) => (
              <Value which={which} state={state} field={field} chosen={conflict.chosen[id] === which} at={i} />
            )
            return (
              <section key={id} class={conflictCursor.value === i ? 'current' : ''} data-field={id}>
                <h3>{field.label[lang.value]}</h3>
                <Crop page={pageOf(conflict.theirs, field)} boxMm={grow(field.boxMm, 1)} />
                <div class="sides">
                  {side('mine', mine)}
                  {side('theirs', theirs)}
                </div>
              </section>
            )
          })}
        </div>
        <footer>
          <span class="muted">
            <kbd>←</kbd> {say('conflict.keepMine')} <kbd>→</kbd> {say('conflict.keepTheirs')} <kbd>↓</kbd>{' '}
            {say('conflict.next')}
          </span>
          <span class="spring" />
          <button type="button" class="main" disabled={!isChosen(conflict)} onClick={() => doing.resolve()}>
            {left > 0 ? say('conflict.left', { n: left }) : say('conflict.go')} <kbd>↵</kbd>
          </button>
        </footer>
      </div>
    </div>
  )
}

function Value({
  which,
  state,
  field,
  chosen,
  at,
}: {
  which: Side
  state: FieldState
  field: FieldView
  chosen: boolean
  at: number
}) {
  const say = words.value
  return (
    <button
      type="button"
      tabIndex={-1}
      class={chosen ? 'side chosen' : 'side'}
      aria-pressed={chosen}
      data-side={which}
      onClick={() => {
        conflictCursor.value = at
        doing.chooseSide(which)
      }}
    >
      <span class="muted">{say(`conflict.${which}`)}</span>
      <b>{shownValue(state, field)}</b>
    </button>
  )
}

function pageOf(view: LetterView, { pageId }: FieldView) {
  return view.pages.find(({ id }) => id === pageId)
}
