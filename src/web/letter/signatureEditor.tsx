import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FieldView, PageView } from '../../contract/letter.ts'
import { fieldState } from '../../review/editing.ts'
import { putCursor, type Desk } from '../desk/desk.ts'
import { toggleOption } from '../desk/keying.ts'
import { words } from '../preferences.ts'
import { move } from '../session.ts'
import { Crop } from './crop.tsx'

/** A signature is not read: only whether there is one. */
export function SignatureEditor({ desk, field, page }: { desk: Desk; field: FieldView; page: PageView | undefined }) {
  const group = useRef<HTMLDivElement>(null)
  const active = desk.cursor.field === field.id
  const signed = fieldState(desk.editing, field.id).state === 'read'
  useLayoutEffect(() => {
    if (active && desk.asking === null) group.current?.focus({ preventScroll: true })
  }, [active, desk.asking])
  return (
    <div ref={group} class="signed" tabIndex={-1}>
      <Crop page={page} boxMm={field.boxMm} />
      <span
        role="checkbox"
        aria-checked={signed}
        class={`option ${signed ? 'on' : ''} ${active ? 'hand' : ''}`}
        onMouseDown={(event) => {
          event.preventDefault()
          event.stopPropagation()
          move(toggleOption(putCursor(desk, field.id, 0), 0))
        }}
      >
        {active && <kbd>1</kbd>}
        <span class="label">{words.value(signed ? 'letter.signed' : 'letter.unsigned')}</span>
      </span>
    </div>
  )
}
