import type { ErrorRate } from '../../contract/measured.ts'
import { percent } from '../../report/measured.ts'

const WIDTH = 260
const HEIGHT = 16
const MIDDLE = HEIGHT / 2

/** What was found and its interval, on a scale from nothing to `most`; the same figures stand beside it in words. */
export function IntervalBar({ rate, most }: { rate: Pick<ErrorRate, 'rate' | 'low' | 'high'>; most: number }) {
  const { rate: found, low, high } = rate
  const x = (share: number): number => EDGE + (Math.min(share, most) / most) * (WIDTH - 2 * EDGE)
  return (
    <svg class="intervalBar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line class="scale" x1={EDGE} x2={WIDTH - EDGE} y1={MIDDLE} y2={MIDDLE} />
      {found !== null && low !== null && high !== null && (
        <g class="found">
          <rect x={x(low)} y={MIDDLE - 3} width={Math.max(1, x(high) - x(low))} height={6} rx={3} />
          <circle cx={x(found)} cy={MIDDLE} r={4.5} />
        </g>
      )}
    </svg>
  )
}

/** Its ends in words, over the column. */
export function IntervalScale({ most }: { most: number }) {
  return (
    <span class="intervalScale">
      <span>0</span>
      <span>{percent(most / 2)}</span>
      <span>{percent(most)}</span>
    </span>
  )
}

const EDGE = 6
