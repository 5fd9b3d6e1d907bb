import { useEffect, useRef, useState } from 'preact/hooks'
import type { FieldView, PageView } from '../../contract/letter.ts'
import { grow } from '../../geometry/point.ts'
import { activeField, enterField, type Desk } from '../desk/desk.ts'
import { FindingList } from '../intake/findings.tsx'
import { words } from '../preferences.ts'
import { move } from '../session.ts'
import { frozen, shownPage, viewWish } from '../state.ts'
import { fitPage, followField, pan, zoomAt, type Size, type Viewport } from '../viewport.ts'
import { FieldBoxes } from './fieldBoxes.tsx'
import { PageBar } from './pageBar.tsx'

/** The scanned page on its desk: it moves and grows to the field in hand, unless it is held still. */
export function PagePane({ desk }: { desk: Desk }) {
  const pane = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size>({ w: 0, h: 0 })
  const [view, setView] = useState<Viewport>({ scale: 3, x: 0, y: 0 })
  const [jump, setJump] = useState(true)
  const page = desk.view.pages.find(({ id }) => id === shownPage.value) ?? desk.view.pages[0]
  const paper: Size = page === undefined ? { w: 210, h: 297 } : { w: page.widthMm, h: page.heightMm }
  const active = activeField(desk)
  const wish = viewWish.value

  useEffect(() => {
    const element = pane.current
    if (element === null) return
    const observer = new ResizeObserver(() => setSize({ w: element.clientWidth, h: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useEffect(() => {
    if (size.w === 0) return
    if (typeof wish.wish === 'number') {
      const factor = wish.wish
      setView((now) => zoomAt(now, factor, { x: size.w / 2, y: size.h / 2 }, size, paper))
    } else if (wish.wish === 'whole' || active?.pageId !== page?.id || active === undefined)
      setView(fitPage(size, paper))
    else if (!frozen.value) setView(followField(size, paper, targetOf(active, desk.cursor.place)))
  }, [wish.n, size.w, size.h, page?.id, rowKey(active, desk.cursor.place)])
  // A new page is simply there; only moves on the same page are shown as moves.
  useEffect(() => {
    setJump(true)
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => setJump(false)))
    return () => cancelAnimationFrame(frame)
  }, [page?.id, size.w])

  const drag = useRef<{ x: number; y: number } | null>(null)
  return (
    <section class="pagePane" aria-label={words.value('letter.paper')}>
      <PageBar desk={desk} shown={page} />
      <FindingList findings={page?.findings} most={1} />
      <div
        class="desktop"
        ref={pane}
        onWheel={(event) => {
          event.preventDefault()
          const at = placeIn(event)
          setView((now) => zoomAt(now, event.deltaY < 0 ? 1.15 : 1 / 1.15, at, size, paper))
        }}
        onPointerDown={(event) => (drag.current = { x: event.clientX, y: event.clientY })}
        onPointerUp={() => (drag.current = null)}
        onPointerLeave={() => (drag.current = null)}
        onPointerMove={(event) => {
          const from = drag.current
          if (from === null || event.buttons === 0) return
          const zoom = zoomOf(event.currentTarget)
          setView((now) => pan(now, (event.clientX - from.x) / zoom, (event.clientY - from.y) / zoom, size, paper))
          drag.current = { x: event.clientX, y: event.clientY }
        }}
      >
        {page !== undefined && <Sheet key={page.id} page={page} view={view} still={jump} desk={desk} />}
      </div>
    </section>
  )
}

function Sheet({ page, view, still, desk }: { page: PageView; view: Viewport; still: boolean; desk: Desk }) {
  const alt = page.page === null ? page.id : words.value('letter.page', { page: page.page })
  const style = {
    width: `${page.widthMm * view.scale}px`,
    height: `${page.heightMm * view.scale}px`,
    transform: `translate(${view.x}px, ${view.y}px)`,
  }
  return (
    <div class={still ? 'sheet still' : 'sheet'} style={style}>
      {page.image !== null && <img src={page.image} alt={alt} draggable={false} />}
      {page.fit !== null && (
        <FieldBoxes
          desk={desk}
          page={page}
          onPick={(field: FieldView) => {
            move(enterField(desk, field.id))
          }}
        />
      )}
    </div>
  )
}

// A long text is followed row by row; other fields as a whole, with a little of what surrounds them.
function targetOf(field: FieldView, place: number) {
  const cell = field.cells[place]
  if (field.kind !== 'grid' || cell === undefined || field.boxMm.h < 30) return grow(field.boxMm, 4)
  return { x: field.boxMm.x, y: cell.y - 14, w: field.boxMm.w, h: cell.h + 28 }
}

function rowKey(field: FieldView | undefined, place: number): string {
  return `${field?.id} ${field?.cells[place]?.y ?? 0}`
}

function placeIn(event: WheelEvent): { x: number; y: number } {
  const pane = event.currentTarget as HTMLElement
  const [box, zoom] = [pane.getBoundingClientRect(), zoomOf(pane)]
  return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom }
}

// On a large screen everything is drawn larger; events speak in pixels of the window.
function zoomOf(element: HTMLElement): number {
  return element.currentCSSZoom ?? 1
}
