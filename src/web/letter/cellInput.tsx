import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FieldView } from '../../contract/letter.ts'
import type { Desk } from '../desk/desk.ts'
import { typeCells } from '../desk/keying.ts'
import { lang } from '../preferences.ts'
import { move } from '../session.ts'
import { desk as session } from '../state.ts'

/**
 * A real text input lying over the cell in hand, always empty: keys, pastes and input methods end in it, and the
 * input method opens its window where the character will stand.
 */
export function CellInput({ desk, field, left, width }: { desk: Desk; field: FieldView; left: string; width: string }) {
  const input = useRef<HTMLInputElement>(null)
  const composing = useRef(false)
  useLayoutEffect(() => {
    if (desk.asking === null) input.current?.focus({ preventScroll: true })
  }, [field.id, left, desk.asking])
  const take = (): void => {
    const element = input.current
    if (element === null || composing.current || element.value === '') return
    const text = element.value
    element.value = ''
    if (session.value !== null) move(typeCells(session.value, text))
  }
  return (
    <input
      ref={input}
      class="cellInput"
      style={{ left, minWidth: width }}
      aria-label={field.label[lang.value]}
      autocomplete="off"
      spellcheck={false}
      onCompositionStart={() => (composing.current = true)}
      onCompositionEnd={() => {
        composing.current = false
        take()
      }}
      onInput={take}
    />
  )
}
