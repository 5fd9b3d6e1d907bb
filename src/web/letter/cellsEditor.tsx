import type { FieldView, PageView } from '../../contract/letter.ts'
import { fieldState } from '../../review/editing.ts'
import { cellRows, type CellRow } from '../desk/cellRows.ts'
import { putCursor, type Desk } from '../desk/desk.ts'
import { openPlaces } from '../desk/doubts.ts'
import { lang } from '../preferences.ts'
import { move } from '../session.ts'
import { Candidates } from './candidates.tsx'
import { CellInput } from './cellInput.tsx'
import { Crop } from './crop.tsx'

// A strip of ink shows a little above and below its cells: people write over the line.
const OVER_MM = 1.1
// Half the size on paper again: a character of 9 mm is 47 px, larger than what is typed under it.
const MOST_PX_PER_MM = 5.2
const WIDE_MM = 120

/** Characters in cells: row by row a strip of ink, and each character right under the cell it was read from. */
export function CellsEditor({ desk, field, page }: { desk: Desk; field: FieldView; page: PageView | undefined }) {
  const { cells } = fieldState(desk.editing, field.id)
  const active = desk.cursor.field === field.id
  const doubtful = new Set(openPlaces(desk, field))
  const rows = shownRows(cellRows(field.cells), cells ?? [], active ? desk.cursor.place : -1)
  // Characters of a narrow field are no larger than those of a wide one.
  const maxWidth = field.boxMm.w > WIDE_MM ? '100%' : `${field.boxMm.w * MOST_PX_PER_MM}px`
  return (
    <div class="cellRows" style={{ maxWidth }} role="group" aria-label={field.label[lang.value]}>
      {rows.map((row) => (
        <Row
          key={row.first}
          {...{ desk, field, page, row, doubtful, active }}
          cells={cells ?? []}
          widest={field.boxMm.w}
          left={field.boxMm.x}
        />
      ))}
    </div>
  )
}

interface RowProps {
  readonly desk: Desk
  readonly field: FieldView
  readonly page: PageView | undefined
  readonly row: CellRow
  readonly cells: readonly string[]
  readonly doubtful: ReadonlySet<number>
  readonly active: boolean
  readonly left: number
  readonly widest: number
}

function Row({ desk, field, page, row, cells, doubtful, active, left, widest }: RowProps) {
  const { y, h } = row.boxMm
  const share = (mm: number): string => `${(mm / widest) * 100}%`
  const here = active && desk.cursor.place >= row.first && desk.cursor.place < row.first + row.cells.length
  return (
    <div class={here ? 'cellRow here' : 'cellRow'}>
      <Crop page={page} boxMm={{ x: left, y: y - OVER_MM, w: widest, h: h + 2 * OVER_MM }} />
      <div class="chars">
        {row.cells.map((cell, i) => {
          const place = row.first + i
          const hand = active && desk.cursor.place === place
          const doubt = doubtful.has(place)
          return (
            <span
              key={place}
              class={`char ${doubt ? 'doubt' : ''} ${hand ? 'hand' : ''}`}
              style={{ left: share(cell.x - left), width: share(cell.w) }}
              data-place={place}
              onMouseDown={(event) => {
                event.preventDefault()
                event.stopPropagation()
                move(putCursor(desk, field.id, place))
              }}
            >
              {cells[place]}
            </span>
          )
        })}
        {here && (
          <CellInput
            desk={desk}
            field={field}
            left={share(field.cells[desk.cursor.place]!.x - left)}
            width={share(field.cells[desk.cursor.place]!.w)}
          />
        )}
      </div>
      {here && <Candidates desk={desk} field={field} />}
    </div>
  )
}

// Of a long text the rows with writing, the one the hand is in and one more.
function shownRows(rows: readonly CellRow[], cells: readonly string[], hand: number): readonly CellRow[] {
  if (rows.length <= 2) return rows
  const lastInk = cells.findLastIndex((character) => character !== '')
  const last = rows.findIndex(({ first, cells: row }) => Math.max(lastInk, hand) < first + row.length)
  return rows.slice(0, Math.min(rows.length, last + (hand >= 0 ? 2 : 1)))
}
