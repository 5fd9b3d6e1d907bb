import type { KindScores, ScoreBin } from '../../contract/scores.ts'
import { scoreZones, type Zone } from '../../review/scoreZones.ts'
import { percent } from '../../report/measured.ts'
import { kindName } from '../kindName.ts'
import { words } from '../preferences.ts'
import { chosenKind, scores, thresholdsOf, tryThreshold } from './session.ts'

/** Scores of a kind of field as a histogram, two thresholds to be moved, and what they would do. Nothing is changed by it. */
export function ThresholdScreen() {
  const say = words.value
  const report = scores.value
  if (report === null) return null
  const kind = report.kinds.find(({ kind: name }) => name === chosenKind.value) ?? report.kinds[0]
  return (
    <div class="thresholds">
      <h1>{say('thresholds.title')}</h1>
      <p class="muted">{say('thresholds.advice', { n: report.letters })}</p>
      {kind === undefined ? (
        <p class="empty">{say('thresholds.none')}</p>
      ) : (
        <>
          <label class="kind">
            {say('thresholds.kind')}{' '}
            <select
              value={kind.kind}
              onChange={(event) => (chosenKind.value = (event.target as HTMLSelectElement).value)}
            >
              {report.kinds.map(({ kind: name }) => (
                <option key={name} value={name}>
                  {kindName(name)}
                </option>
              ))}
            </select>
          </label>
          <Kind kind={kind} />
        </>
      )}
    </div>
  )
}

function Kind({ kind }: { kind: KindScores }) {
  const say = words.value
  const { bins, target } = kind
  const { lower, upper } = thresholdsOf(kind)
  const zones = scoreZones(bins, lower, upper)
  return (
    <>
      <Histogram bins={bins} lower={lower} upper={upper} />
      {(['lower', 'upper'] as const).map((which) => (
        <label key={which} class="slider">
          <span>{say(`thresholds.${which}`)}</span>
          <input
            type="range"
            min={0}
            max={bins.length}
            value={which === 'lower' ? lower : upper}
            aria-valuetext={edge(bins, which === 'lower' ? lower : upper)}
            data-threshold={which}
            onInput={(event) => tryThreshold(kind, which, Number((event.target as HTMLInputElement).value))}
          />
          <output>{edge(bins, which === 'lower' ? lower : upper)}</output>
        </label>
      ))}
      <table class="rows zones">
        <thead>
          <tr>
            {(['zone', 'fields', 'share', 'stated', 'found', 'interval'] as const).map((column) => (
              <th key={column}>{say(`thresholds.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(['stands', 'shown', 'anew'] as const).map((name) => (
            <Row key={name} name={name} zone={zones[name]} />
          ))}
        </tbody>
      </table>
      <p class="muted">
        {target === null ? say('thresholds.alwaysPerson') : say('thresholds.borne', { share: percent(target) })}
      </p>
    </>
  )
}

function Row({ name, zone }: { name: 'stands' | 'shown' | 'anew'; zone: Zone }) {
  const say = words.value
  return (
    <tr data-zone={name}>
      <th scope="row">{say(`thresholds.zones.${name}`)}</th>
      <td class="number">{zone.count}</td>
      <td class="number">{percent(zone.share)}</td>
      <td class="number">{zone.stated === null ? '–' : percent(zone.stated)}</td>
      <td class="number">
        {zone.checked === 0 ? say('thresholds.notMeasured') : say('thresholds.of', { n: zone.wrong, of: zone.checked })}
      </td>
      <td class="number">
        {zone.interval === null ? '–' : `${percent(zone.interval[0])} – ${percent(zone.interval[1])}`}
      </td>
    </tr>
  )
}

const [WIDTH, HEIGHT, FOOT, PAD] = [760, 220, 34, 16]

/** A bar for each bin: what stands today over what went to a person; the root of the count, or a thousand right ones hide three doubtful. */
function Histogram({ bins, lower, upper }: { bins: readonly ScoreBin[]; lower: number; upper: number }) {
  const say = words.value
  const step = WIDTH / bins.length
  const most = Math.max(1, ...bins.map(({ stood, person }) => stood + person))
  const high = (count: number): number => (HEIGHT - FOOT - 14) * Math.sqrt(count / most)
  return (
    <svg
      class="histogram"
      viewBox={`${-PAD} 0 ${WIDTH + 2 * PAD} ${HEIGHT}`}
      role="img"
      aria-label={say('thresholds.picture')}
    >
      {bins.map(({ from, stood, person, wrong }, i) => {
        const zone = i >= upper ? 'stands' : i >= lower ? 'shown' : 'anew'
        const all = high(stood + person)
        const top = HEIGHT - FOOT - all
        const part = stood + person === 0 ? 0 : (all * stood) / (stood + person)
        return (
          <g key={from} transform={`translate(${i * step} 0)`}>
            <rect class={`bar ${zone}`} x={3} y={top} width={step - 6} height={all} />
            <rect class="stood" x={3} y={HEIGHT - FOOT - part} width={step - 6} height={part} />
            <text class="count" x={step / 2} y={top - 4}>
              {stood + person > 0 ? stood + person : ''}
            </text>
            {wrong > 0 && (
              <text class="wrong" x={step / 2} y={HEIGHT - FOOT - 6}>
                ✗ {wrong}
              </text>
            )}
            <text class="edge" x={0} y={HEIGHT - FOOT + 16}>
              {edge(bins, i)}
            </text>
          </g>
        )
      })}
      {[lower, upper].map((at, i) => (
        <line key={i} class={i === 0 ? 'lower' : 'upper'} x1={at * step} x2={at * step} y1={0} y2={HEIGHT - FOOT + 4} />
      ))}
    </svg>
  )
}

function edge(bins: readonly ScoreBin[], at: number): string {
  return at >= bins.length ? words.value('thresholds.never') : String(bins[at]!.from)
}
