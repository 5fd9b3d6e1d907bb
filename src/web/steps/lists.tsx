import { useEffect, useRef } from 'preact/hooks'
import type { PageSteps, StepName } from '../../contract/pageSteps.ts'
import { lang, words } from '../preferences.ts'
import { FiducialSign } from './picture.tsx'
import { addressOfPicture, holdItem, itemInHand } from './session.ts'

/** What of a step can be pointed at: each fiducial with where it should be and where it was seen, each finding, each field. */
export function StepList({ steps, step }: { steps: PageSteps; step: StepName }) {
  if (step === 'found') return <FoundList steps={steps} />
  if (step === 'fitted') return <FieldList steps={steps} />
  return null
}

function FoundList({ steps: { seen } }: { steps: PageSteps }) {
  const say = words.value
  const { fiducials, findings } = seen
  return (
    <>
      {fiducials.length > 0 && (
        <table class="marks">
          <caption class="muted">{say('steps.px')}</caption>
          <thead>
            <tr>
              <th colSpan={2}>{say('steps.marker')}</th>
              <th>{say('steps.expected')}</th>
              <th>{say('steps.at')}</th>
              <th>{say('steps.off')}</th>
            </tr>
          </thead>
          <tbody>
            {fiducials.map(({ id, state, expectedPx, foundPx, errorMm }, i) => (
              <Item key={id} at={i} as="tr" class={`fiducial ${state}`}>
                <td>
                  <svg viewBox="-6 -6 12 12" width="18" height="18" aria-hidden="true" class={`fiducial ${state}`}>
                    <FiducialSign state={state} x={0} y={0} r={state === 'doubtful' ? 3 : 4} />
                  </svg>
                </td>
                <td>
                  <b>{id}</b> {say(`steps.states.${state}`)}
                </td>
                <td>{at(expectedPx)}</td>
                <td>{foundPx === null ? '–' : at(foundPx)}</td>
                <td>{errorMm === null ? '–' : say('steps.numbers.mm', { n: errorMm.toFixed(2) })}</td>
              </Item>
            ))}
          </tbody>
        </table>
      )}
      {seen.codePx === null && seen.codePlacePx !== null && (
        <p class="muted codeSign">
          <i aria-hidden="true" /> {say('steps.codePlace')}
        </p>
      )}
      <h3>{say('steps.findings')}</h3>
      {findings.length === 0 ? (
        <p class="muted">{say('steps.noFindings')}</p>
      ) : (
        <ul class="findings">
          {findings.map(({ finding }, i) => {
            const { what, advice } = say.finding(finding)
            return (
              <Item key={i} at={fiducials.length + i} as="li" finding={finding.code}>
                <b>{what}</b> <span class="muted">{advice}</span>
              </Item>
            )
          })}
        </ul>
      )}
    </>
  )
}

function FieldList({ steps: { seen, crops } }: { steps: PageSteps }) {
  const say = words.value
  const labels = new Map(crops.map(({ field, label }) => [field, label]))
  if (seen.fields.length === 0) return null
  return (
    <>
      <h3>{say('steps.numbers.fields')}</h3>
      <ol class="fieldNames">
        {seen.fields.map(({ id }, i) => (
          <Item key={id} at={i} as="li">
            {labels.get(id)?.[lang.value] ?? id}
          </Item>
        ))}
      </ol>
    </>
  )
}

/** Every field with its crop and what was read in it, as far as who looks may know. */
export function CropList({ steps: { crops } }: { steps: PageSteps }) {
  const say = words.value
  return (
    <ol class="cropList">
      {crops.map((crop, i) => {
        const { field, label, picture, reading, hidden } = crop
        return (
          <Item key={field} at={i} as="li" field={field}>
            <h3>{label[lang.value]}</h3>
            {picture === null ? (
              <p class="muted">{say('steps.paper')}</p>
            ) : (
              <img
                src={addressOfPicture(picture)}
                width={Math.round(picture.widthPx / picture.share / 2)}
                alt={`${say('steps.names.crops')}: ${label[lang.value]}`}
              />
            )}
            {hidden !== null ? (
              <p class="muted" data-hidden={hidden}>
                {say(`steps.hidden.${hidden}`)}
              </p>
            ) : reading === null ? (
              <p class="muted">{say('steps.noReading')}</p>
            ) : (
              <p class={`reading ${reading.state}`}>
                {reading.state === 'blank' || reading.state === 'failed' ? (
                  <b>{say(`steps.${reading.state}`)}</b>
                ) : (
                  <>
                    <span class="muted">{say(reading.state === 'unclear' ? 'steps.unclear' : 'steps.reads')}</span>{' '}
                    <b>
                      {reading.ticked === undefined
                        ? reading.text
                        : reading.ticked.map((option) => option[lang.value]).join(lang.value === 'zh' ? '、' : ', ')}
                    </b>
                  </>
                )}
                {reading.raw !== undefined && (
                  <>
                    {' '}
                    <span class="muted">{say('steps.raw')}</span> {reading.raw}
                  </>
                )}{' '}
                <span class="muted">
                  {reading.confidence !== null && say('steps.confidence', { n: Math.round(reading.confidence * 100) })}{' '}
                  · {reading.engine}
                </span>
              </p>
            )}
          </Item>
        )
      })}
    </ol>
  )
}

interface ItemProps {
  readonly at: number
  readonly as: 'tr' | 'li'
  readonly class?: string
  readonly finding?: string
  readonly field?: string
  readonly children: preact.ComponentChildren
}

/** A line that the hand goes to by key or by pointer; what it tells of is then marked on the picture. */
function Item({ at: place, as: Tag, class: kind = '', finding, field, children }: ItemProps) {
  const line = useRef<HTMLElement>(null)
  const current = itemInHand.value === place
  useEffect(() => {
    if (current) line.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <Tag
      ref={line as never}
      class={`${kind} ${current ? 'current' : ''}`}
      aria-current={current ? 'true' : undefined}
      data-item={place}
      data-finding={finding}
      data-field={field}
      onClick={() => holdItem(place)}
    >
      {children}
    </Tag>
  )
}

function at({ x, y }: { x: number; y: number }): string {
  return `${Math.round(x)}, ${Math.round(y)}`
}
