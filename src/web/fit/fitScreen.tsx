import { useLayoutEffect, useRef } from 'preact/hooks'
import { applyHomography } from '../../geometry/transform.ts'
import { readableSerial } from '../../contract/serial.ts'
import { KeyLine } from '../frame/keyLine.tsx'
import { FindingList } from '../intake/findings.tsx'
import { StepsLink } from '../steps/stepsLink.tsx'
import { words } from '../preferences.ts'
import { drop, fitView, handleInHand, handles, laid, leaveFit, placing, sendFit, typedId } from './session.ts'
import { fitOf } from './placing.ts'

/** A held page under the hand: the form is laid over it, its fiducials are handles, and the id beside its code is typed. */
export function FitScreen() {
  const say = words.value
  const view = fitView.value
  const id = useRef<HTMLInputElement>(null)
  const sheet = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (view !== null) (view.code === null ? id.current : sheet.current)?.focus()
  }, [view?.page.id])
  if (view === null) return null
  const { page, code, forms } = view
  const reason = page.reason === null ? null : say.reason(page.reason)
  const here = handles.value[handleInHand.value]
  return (
    <div class="fitting">
      <div class="toolbar">
        <h1>{say('scan.fitTitle')}</h1>
        <span class="spring" />
        <StepsLink page={page.id} />
        <button type="button" class="quiet" onClick={leaveFit}>
          {say('split.back')}
        </button>
      </div>
      <div class="fitBody">
        <div class="fitSheet" ref={sheet} tabIndex={0} role="group" aria-label={say('scan.fitSheet')}>
          <Sheet />
        </div>
        <aside>
          {reason !== null && (
            <p class="why">
              <b>{reason.what}</b> {reason.advice}
            </p>
          )}
          <FindingList findings={page.findings} />
          {code === null ? (
            <p>
              <label for="fitId">{say('scan.fitId')}</label>
              <input
                id="fitId"
                ref={id}
                autocomplete="off"
                spellcheck={false}
                value={typedId.value}
                placeholder={`${forms.length > 1 ? `${forms[0]!.form.toUpperCase()} v1 ` : ''}K7QF-3M9D p1`}
                onInput={(event) => (typedId.value = event.currentTarget.value)}
                // In a text the arrows are the text's.
                onKeyDown={(event) => event.key.startsWith('Arrow') && event.stopPropagation()}
              />
              <span class="muted">{say('scan.fitIdHint')}</span>
            </p>
          ) : (
            <p>
              <b>{code.serial === null ? code.form : readableSerial(code.serial)}</b>{' '}
              {say('letter.page', { page: code.page })}
            </p>
          )}
          <p class="muted">{say('scan.fitHint')}</p>
          {here !== undefined && (
            <figure class="loupe">
              <Loupe />
              <figcaption aria-live="polite">
                {say('scan.fitHandle', {
                  n: handleInHand.value + 1,
                  of: handles.value.length,
                  put: handles.value.filter(({ pinned }) => pinned).length,
                })}
              </figcaption>
            </figure>
          )}
          <button type="button" class="main" onClick={() => void sendFit()}>
            {say('scan.fitSend')}
          </button>
        </aside>
      </div>
      <KeyLine ids={['fitNext', 'fitMove', 'fitMoveFine', 'fitTurn', 'fitSend', 'fitLeave']} />
    </div>
  )
}

function Sheet() {
  const { page, widthPx, heightPx } = fitView.value!
  const dragged = useRef<string | null>(null)
  return (
    <svg
      viewBox={`0 0 ${widthPx} ${heightPx}`}
      onPointerMove={(event) => {
        if (dragged.current !== null && event.buttons !== 0) drop(dragged.current, placeIn(event))
      }}
      onPointerUp={() => (dragged.current = null)}
    >
      {page.image !== null && <image href={page.image} width={widthPx} height={heightPx} preserveAspectRatio="none" />}
      <Layout />
      {handles.value.map(({ fiducial, at, pinned }, i) => (
        <circle
          key={fiducial.id}
          data-handle={fiducial.id}
          class={[i === handleInHand.value ? 'current' : '', pinned ? 'pinned' : ''].join(' ')}
          cx={at.x}
          cy={at.y}
          r={radiusOf(fiducial.sizeMm)}
          onPointerDown={(event) => {
            dragged.current = fiducial.id
            handleInHand.value = i
            event.preventDefault()
          }}
        />
      ))}
    </svg>
  )
}

/** The fields of the form and its code where they lie now. */
function Layout() {
  const [now, over] = [placing.value, laid.value]
  if (now === null || over === null) return null
  const fit = fitOf(now, over.page.fiducials)
  const { code, fields } = over.page
  const boxes = [...fields.map(({ boxMm }) => boxMm), { x: code.xMm, y: code.yMm, w: code.sizeMm, h: code.sizeMm }]
  const { widthMm: w, heightMm: h } = over.form.pageSize
  return (
    <g class="laid">
      {[{ x: 0, y: 0, w, h }, ...boxes].map((box, i) => (
        <polygon
          key={i}
          points={corners(box)
            .map(([x, y]) => pointOf(fit, x, y))
            .join(' ')}
        />
      ))}
    </g>
  )
}

/** The handle in hand, large: its printed disc belongs into the ring. */
function Loupe() {
  const { page, widthPx, heightPx } = fitView.value!
  const here = handles.value[handleInHand.value]!
  const reach = widthPx / 16
  return (
    <svg viewBox={`${here.at.x - reach} ${here.at.y - reach} ${2 * reach} ${2 * reach}`} aria-hidden="true">
      {page.image !== null && <image href={page.image} width={widthPx} height={heightPx} preserveAspectRatio="none" />}
      <Layout />
      <circle class="current" cx={here.at.x} cy={here.at.y} r={radiusOf(here.fiducial.sizeMm)} />
      <path
        class="cross"
        d={`M${here.at.x - reach} ${here.at.y}h${2 * reach}M${here.at.x} ${here.at.y - reach}v${2 * reach}`}
      />
    </svg>
  )
}

// The ring is as large as the printed disc.
function radiusOf(sizeMm: number): number {
  return ((sizeMm / 2) * fitView.value!.widthPx) / laid.value!.form.pageSize.widthMm
}

function corners({ x, y, w, h }: { x: number; y: number; w: number; h: number }): [number, number][] {
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ]
}

function pointOf(fit: readonly number[], xMm: number, yMm: number): string {
  const { x, y } = applyHomography(fit, xMm, yMm)
  return `${x.toFixed(1)},${y.toFixed(1)}`
}

function placeIn(event: PointerEvent): { x: number; y: number } {
  const matrix = (event.currentTarget as SVGSVGElement).getScreenCTM()!.inverse()
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix)
}
