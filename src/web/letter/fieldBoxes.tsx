import type { FieldView, PageView } from '../../contract/letter.ts'
import { fieldState } from '../../review/editing.ts'
import type { Desk } from '../desk/desk.ts'
import { inkBoxHere, openPlaces } from '../desk/doubts.ts'
import { isSettled } from '../desk/moves.ts'

/** Field frames over the page, in its own millimetres. */
export function FieldBoxes({ desk, page, onPick }: { desk: Desk; page: PageView; onPick: (field: FieldView) => void }) {
  const fields = desk.view.fields.filter(({ pageId }) => pageId === page.id)
  return (
    <svg class="boxes" viewBox={`0 0 ${page.widthMm} ${page.heightMm}`} aria-hidden="true">
      {fields.map((field) => {
        const active = field.id === desk.cursor.field
        const open = field.needsPerson && !isSettled(desk, field)
        const { x, y, w, h } = field.boxMm
        return (
          <g
            key={field.id}
            class={`box ${open ? 'open' : 'settled'} ${active ? 'active' : ''}`}
            onClick={() => onPick(field)}
          >
            <rect class="frame" x={x - 1} y={y - 1} width={w + 2} height={h + 2} rx="0.8" />
            {active &&
              openPlaces(desk, field).map((place) => <PlaceBox key={place} {...{ desk, field, place }} kind="doubt" />)}
            {active && <PlaceBox {...{ desk, field }} place={desk.cursor.place} kind="hand" />}
            {active && field.kind === 'choice' && <Ticks desk={desk} field={field} />}
          </g>
        )
      })}
    </svg>
  )
}

interface PlaceBoxProps {
  readonly desk: Desk
  readonly field: FieldView
  readonly place: number
  readonly kind: 'doubt' | 'hand'
}

function PlaceBox({ desk, field, place, kind }: PlaceBoxProps) {
  const box =
    field.kind === 'choice' ? field.options[place]?.boxMm : (field.cells[place] ?? inkBoxHere(desk, field, place))
  if (box === undefined || box === null) return null
  return <rect class={kind} x={box.x - 0.3} y={box.y - 0.3} width={box.w + 0.6} height={box.h + 0.6} rx="0.5" />
}

// What counts as ticked, drawn beside each box so that it never hides the ink.
function Ticks({ desk, field }: { desk: Desk; field: FieldView }) {
  const { value } = fieldState(desk.editing, field.id)
  return (
    <>
      {field.options
        .filter((option) => Array.isArray(value) && value.includes(option.value))
        .map(({ value: id, boxMm: { x, y, w, h } }) => (
          <rect key={id} class="ticked" x={x - 0.9} y={y - 0.9} width={w + 1.8} height={h + 1.8} rx="0.9" />
        ))}
    </>
  )
}
