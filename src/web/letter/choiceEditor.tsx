import { useLayoutEffect, useRef } from 'preact/hooks'
import type { FieldView, PageView } from '../../contract/letter.ts'
import { grow } from '../../geometry/point.ts'
import { fieldState } from '../../review/editing.ts'
import { putCursor, type Desk } from '../desk/desk.ts'
import { openPlaces } from '../desk/doubts.ts'
import { toggleOption } from '../desk/keying.ts'
import { optionKeys } from '../keys.ts'
import { lang } from '../preferences.ts'
import { move } from '../session.ts'
import { Crop } from './crop.tsx'

/** Ticks: each option with the ink of its own box, its key and its words. */
export function ChoiceEditor({ desk, field, page }: { desk: Desk; field: FieldView; page: PageView | undefined }) {
  const group = useRef<HTMLDivElement>(null)
  const active = desk.cursor.field === field.id
  const { value } = fieldState(desk.editing, field.id)
  const ticked: readonly string[] = Array.isArray(value) ? value : []
  const doubtful = new Set(openPlaces(desk, field))
  const length = field.options.reduce((sum, { label }) => sum + label[lang.value].length, 0) / field.options.length
  const long = length > (lang.value === 'zh' ? 7 : 15)
  useLayoutEffect(() => {
    if (active && desk.asking === null) group.current?.focus({ preventScroll: true })
  }, [active, desk.asking])
  return (
    <div
      ref={group}
      class={long ? 'options long' : 'options'}
      role="group"
      tabIndex={-1}
      aria-label={field.label[lang.value]}
    >
      {field.options.map((option, i) => {
        const on = ticked.includes(option.value)
        const hand = active && desk.cursor.place === i
        return (
          <span
            key={option.value}
            role={field.rules.max === 1 ? 'radio' : 'checkbox'}
            aria-checked={on}
            class={`option ${on ? 'on' : ''} ${doubtful.has(i) ? 'doubt' : ''} ${hand ? 'hand' : ''}`}
            data-option={option.value}
            onMouseDown={(event) => {
              event.preventDefault()
              event.stopPropagation()
              move(toggleOption(putCursor(desk, field.id, i), i))
            }}
          >
            <Crop page={page} boxMm={grow(option.boxMm, 1.6)} class="tick" />
            {active && <kbd>{optionKeys[i]?.toUpperCase()}</kbd>}
            <span class="label">{option.label[lang.value]}</span>
          </span>
        )
      })}
    </div>
  )
}
