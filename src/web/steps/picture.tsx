import type { PageSteps, SeenFiducial, SeenSteps, StepName } from '../../contract/pageSteps.ts'
import { words } from '../preferences.ts'
import { addressOfPicture } from './session.ts'
import { cornersOf, pointsOf, upright } from './upright.ts'

interface Props {
  readonly steps: PageSteps
  readonly step: Exclude<StepName, 'crops'>
  /** Item in hand; -1: none. */
  readonly item?: number
  /** Part of the picture that is shown, in its own pixels; all of it without one. */
  readonly part?: string
}

/** The picture of one step: the scan, or the ink, and over it what was measured, drawn where it was measured. */
export function StepPicture({ steps, step, item = -1, part }: Props) {
  const { seen, scan, ink } = steps
  const say = words.value
  const alt = `${say(`steps.names.${step}`)}: ${say(`steps.told.${step}`)}`
  if (step === 'ink')
    return ink === null ? null : (
      <svg class="stepPicture" role="img" aria-label={alt} viewBox={part ?? `0 0 ${ink.widthPx} ${ink.heightPx}`}>
        <image href={addressOfPicture(ink)} width={ink.widthPx} height={ink.heightPx} />
      </svg>
    )
  if (scan === null) return null
  const asItCame = step === 'decoded'
  const shown = asItCame ? { ...seen, turn: 0 as const } : seen
  const { w, h, matrix } = upright(shown)
  return (
    <svg class="stepPicture" role="img" aria-label={alt} viewBox={part ?? `0 0 ${w} ${h}`}>
      <image
        href={addressOfPicture(scan)}
        width={seen.widthPx}
        height={seen.heightPx}
        transform={matrix}
        preserveAspectRatio="none"
      />
      {step === 'found' && <Found seen={seen} item={item} />}
      {step === 'fitted' && <Fitted seen={seen} item={item} />}
    </svg>
  )
}

/** Code, fiducials, and what is wrong with the scan. */
function Found({ seen, item }: { seen: SeenSteps; item: number }) {
  const { fiducials, findings, codePx, codePlacePx } = seen
  return (
    <g class="seenMarks">
      {seen.edgePx !== null && <polygon class="edge" points={pointsOf(seen.edgePx, seen)} />}
      {codePx !== null ? (
        <polygon class="code" data-code="read" points={pointsOf(codePx, seen)} />
      ) : (
        codePlacePx !== null && (
          <g class="code lost" data-code="place">
            <polygon points={pointsOf(codePlacePx, seen)} />
            <Cross outlinePx={codePlacePx} seen={seen} />
          </g>
        )
      )}
      {findings.map(
        ({ outlinePx, finding }, i) =>
          outlinePx !== null && (
            <polygon
              key={i}
              class={item === fiducials.length + i ? 'finding current' : 'finding'}
              data-finding={finding.code}
              points={pointsOf(outlinePx, seen)}
            />
          ),
      )}
      {fiducials.map((fiducial, i) => (
        <Fiducial key={fiducial.id} fiducial={fiducial} seen={seen} current={i === item} />
      ))}
    </g>
  )
}

// By shape, not by colour alone: a ring with its middle, a broken ring with a question mark, a cross, a square.
function Fiducial({ fiducial, seen, current }: { fiducial: SeenFiducial; seen: SeenSteps; current: boolean }) {
  const { id, state, expectedPx, foundPx } = fiducial
  const { place } = upright(seen)
  const at = foundPx ?? expectedPx
  const [x, y] = place(at.x, at.y)
  const [ex, ey] = place(expectedPx.x, expectedPx.y)
  const r = ringOf(seen)
  return (
    <g class={['fiducial', state, current ? 'current' : ''].join(' ')} data-fiducial={id} data-x={at.x} data-y={at.y}>
      {foundPx !== null && <path d={`M${ex} ${ey}L${x} ${y}`} />}
      <FiducialSign state={state} x={x} y={y} r={r} />
      {current && <circle class="halo" cx={x} cy={y} r={1.7 * r} />}
    </g>
  )
}

export function FiducialSign({ state, x, y, r }: { state: SeenFiducial['state']; x: number; y: number; r: number }) {
  if (state === 'lost')
    return <path class="sign" d={`M${x - r} ${y - r}L${x + r} ${y + r}M${x + r} ${y - r}L${x - r} ${y + r}`} />
  if (state === 'hand')
    return (
      <>
        <rect class="sign" x={x - r} y={y - r} width={2 * r} height={2 * r} />
        <circle class="dot" cx={x} cy={y} r={r / 5} />
      </>
    )
  return (
    <>
      <circle class="sign" cx={x} cy={y} r={r} />
      {state === 'found' ? (
        <circle class="dot" cx={x} cy={y} r={r / 5} />
      ) : (
        <text x={x + 1.2 * r} y={y + r} font-size={2.4 * r}>
          ?
        </text>
      )}
    </>
  )
}

function Fitted({ seen, item }: { seen: SeenSteps; item: number }) {
  return (
    <g class="seenFields">
      {seen.edgePx !== null && <polygon class="edge" points={pointsOf(seen.edgePx, seen)} />}
      {seen.fields.map(({ id, outlinePx, boxesPx }, i) => (
        <g key={id} class={i === item ? 'field current' : 'field'} data-field={id}>
          {boxesPx.length > 0 && <path class="cells" d={boxesPx.map((box) => `M${pointsOf(box, seen)}Z`).join('')} />}
          <polygon points={pointsOf(outlinePx, seen)} />
        </g>
      ))}
    </g>
  )
}

function Cross({ outlinePx, seen }: { outlinePx: readonly number[]; seen: SeenSteps }) {
  const { place } = upright(seen)
  const [a, b, c, d] = cornersOf(outlinePx).map(([x, y]) => place(x, y).join(' ')) as [string, string, string, string]
  return <path d={`M${a}L${c}M${b}L${d}`} />
}

/** A little larger than a printed disc, so that the disc is seen in it. */
export function ringOf({ fit, widthPx, heightPx }: SeenSteps): number {
  return fit === null ? Math.min(widthPx, heightPx) / 60 : 3.2 * fit.pxPerMm
}
