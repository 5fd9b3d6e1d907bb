import type { PageSteps, StepName } from '../../contract/pageSteps.ts'
import type { ScreenKey } from '../../locale/translate.ts'
import { words } from '../preferences.ts'

/** What a step measured, as names and numbers. */
export function StepNumbers({ steps, step }: { steps: PageSteps; step: StepName }) {
  const rows = numbersOf[step](steps)
  if (rows.length === 0) return null
  return (
    <dl class="stepNumbers">
      {rows.map(([name, value, sign]) => (
        <div key={name} class={sign ?? ''}>
          <dt>{words.value(`steps.numbers.${name}` as ScreenKey)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

type Row = readonly [name: string, value: string, sign?: 'trouble']

const numbersOf: Record<StepName, (steps: PageSteps) => readonly Row[]> = {
  decoded({ seen: { widthPx, heightPx, dpi } }) {
    const say = words.value
    if (widthPx === 0) return []
    return [
      ['size', `${widthPx} × ${heightPx}`],
      ['stated', dpi === null ? say('steps.numbers.notStated') : `${dpi} dpi`],
    ]
  },
  found({ seen }) {
    const say = words.value
    const { fiducials, turn, codePx } = seen
    if (seen.widthPx === 0) return []
    const sure = fiducials.filter(({ state }) => state === 'found' || state === 'hand').length
    const doubtful = fiducials.filter(({ state }) => state === 'doubtful').length
    const lost = sure < fiducials.length
    const markers =
      fiducials.length === 0
        ? say('steps.numbers.noPlace')
        : say('steps.numbers.markersFound', { n: sure, of: fiducials.length }) +
          (doubtful === 0 ? '' : ` · ${say('steps.states.doubtful')} ${doubtful}`)
    return [
      ['turned', turn === 0 ? say('steps.numbers.notTurned') : say('steps.numbers.quarters', { n: turn * 90 })],
      [
        'code',
        say(codePx === null ? 'steps.numbers.codeNot' : 'steps.numbers.codeRead'),
        ...mark(codePx === null && fiducials.length > 0),
      ],
      ['markers', markers, ...mark(lost)],
    ]
  },
  fitted({ seen: { fit, fields, byHand } }) {
    const say = words.value
    if (fit === null) return []
    const { errorMm, pxPerMm, bendMm, rotationDeg } = fit
    const skew = ((rotationDeg + 45 + 720) % 90) - 45
    return [
      [
        'fitError',
        `${say('steps.numbers.mm', { n: errorMm.toFixed(2) })}${byHand ? ` · ${say('steps.numbers.byHand')}` : ''}`,
      ],
      ['rotation', `${skew.toFixed(1)}°`],
      ['density', `${Math.round(pxPerMm * 25.4)} dpi`],
      ['bend', say('steps.numbers.mm', { n: bendMm.toFixed(2) })],
      ['fields', String(fields.length)],
    ]
  },
  ink({ ink }) {
    return ink === null ? [] : [['shown', words.value('steps.numbers.inkScale')]]
  },
  crops({ crops }) {
    const say = words.value
    const cut = crops.flatMap(({ picture }) => picture ?? [])
    if (cut.length === 0) return []
    return [
      ['crops', say('steps.numbers.markersFound', { n: cut.length, of: crops.length })],
      ['shown', `${Math.round(cut[0]!.share * 100)}%`],
    ]
  },
}

function mark(trouble: boolean): ['trouble'] | [] {
  return trouble ? ['trouble'] : []
}
