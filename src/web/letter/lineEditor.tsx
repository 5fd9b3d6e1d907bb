import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FieldView, PageView } from '../../contract/letter.ts'
import { grow } from '../../geometry/point.ts'
import { fieldState } from '../../review/editing.ts'
import { enterField, putCursor, type Desk } from '../desk/desk.ts'
import { inkBoxHere, openPlaces } from '../desk/doubts.ts'
import { typeLine } from '../desk/keying.ts'
import { lang, words } from '../preferences.ts'
import { move } from '../session.ts'
import { desk as session } from '../state.ts'
import { Crop } from './crop.tsx'

/** A line of writing: its ink, and under it a text input with the doubtful characters marked behind the text. */
export function LineEditor({ desk, field, page }: { desk: Desk; field: FieldView; page: PageView | undefined }) {
  const input = useRef<HTMLInputElement>(null)
  const composing = useRef(false)
  const { value, state } = fieldState(desk.editing, field.id)
  const text = typeof value === 'string' ? value : ''
  const active = desk.cursor.field === field.id
  const doubtful = new Set(openPlaces(desk, field))
  const { place } = desk.cursor
  const ink = active ? inkBoxHere(desk, field, place) : null

  useLayoutEffect(() => {
    if (active && desk.asking === null) input.current?.focus({ preventScroll: true })
  }, [active, desk.asking])
  // The hand lies on a doubtful character by selecting it: typing replaces just that one.
  useLayoutEffect(() => {
    const element = input.current
    if (!active || element === null || composing.current) return
    const end = desk.choosing ? place + 1 : place
    if (element.selectionStart !== place || element.selectionEnd !== end) element.setSelectionRange(place, end)
  }, [active, place, desk.choosing, text])

  const take = (): void => {
    const element = input.current
    if (element === null || composing.current || session.value === null) return
    move(typeLine(session.value, element.value, element.selectionStart ?? element.value.length))
  }
  return (
    <div class="line">
      <Crop page={page} boxMm={grow(field.boxMm, 0.6)}>
        {ink !== null && (
          <rect class="hand" x={ink.x - 0.3} y={ink.y - 0.3} width={ink.w + 0.6} height={ink.h + 0.6} rx="0.5" />
        )}
      </Crop>
      <div class="lineText">
        <div class="behind" aria-hidden="true">
          {Array.from(text).map((character, i) => (
            <span key={i} class={doubtful.has(i) ? 'doubt' : ''}>
              {character}
            </span>
          ))}
        </div>
        <input
          ref={input}
          value={text}
          aria-label={field.label[lang.value]}
          placeholder={state === 'unclear' ? words.value('letter.illegible') : words.value('letter.blank')}
          autocomplete="off"
          spellcheck={false}
          onFocus={() => {
            if (session.value !== null && !active) move(enterField(session.value, field.id))
          }}
          onClick={() => {
            const at = input.current?.selectionStart ?? 0
            if (session.value !== null) move(putCursor(session.value, field.id, at))
          }}
          onCompositionStart={() => (composing.current = true)}
          onCompositionEnd={() => {
            composing.current = false
            take()
          }}
          onInput={take}
        />
      </div>
    </div>
  )
}
