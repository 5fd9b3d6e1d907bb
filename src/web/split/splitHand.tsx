import { useLayoutEffect, useRef } from 'preact/hooks'
import type { PageView } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import { readableSerial } from '../../contract/serial.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { StepsLink } from '../steps/stepsLink.tsx'
import { asking, askTarget, correctHere, moveTo, pageInHand, targets } from './session.ts'

/** The page in hand, large, with what can be done to it. */
export function SplitHand() {
  const page = pageInHand.value
  if (page === null) return <aside class="in-hand" />
  return (
    <aside class="in-hand" aria-label={words.value('split.inHand')}>
      {asking.value ? <Targets page={page} /> : <Told page={page} />}
      {page.image === null ? (
        <div class="no-picture muted">{words.value('intake.noPicture')}</div>
      ) : (
        <a href={page.image} target="_blank" rel="noopener">
          <img src={page.image} alt={words.value('intake.pageOf', { n: page.index + 1 })} />
        </a>
      )}
    </aside>
  )
}

function Told({ page }: { page: PageView }) {
  const say = words.value
  const reason = page.reason === null ? null : say.reason(page.reason)
  return (
    <div class="told">
      <p>
        <b>{say('intake.pageOf', { n: page.index + 1 })}</b>{' '}
        {page.page === null ? say(`split.kinds.${page.kind}`) : say('split.formPage', { n: page.page })}{' '}
        {page.serial !== null && <span class="muted">{readableSerial(page.serial)}</span>}{' '}
        {page.letter !== null &&
          (may(routes.showLetter) ? (
            <a href={hashOf({ screen: 'letter', id: page.letter })}>{page.letter}</a>
          ) : (
            <span>{page.letter}</span>
          ))}
      </p>
      {reason !== null && (
        <p class="why">
          <b>{reason.what}</b> {reason.advice}
        </p>
      )}
      <p>
        <StepsLink page={page.id} current />
      </p>
      {may(routes.correctSplit) && (
        <p class="acts">
          <button type="button" onClick={() => correctHere('cut')}>
            {say('split.cut')} <kbd>C</kbd>
          </button>
          <button type="button" onClick={() => correctHere('join')}>
            {say('split.join')} <kbd>J</kbd>
          </button>
          <button type="button" onClick={askTarget}>
            {say('split.move')} <kbd>M</kbd>
          </button>
        </p>
      )}
    </div>
  )
}

/** Number keys answer; the letters nearest in the stack come first. */
function Targets({ page }: { page: PageView }) {
  const say = words.value
  const panel = useRef<HTMLDivElement>(null)
  // Before it is painted: a number pressed at sight of it must find it.
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), [])
  return (
    <div class="asking targets" ref={panel} role="group" aria-label={say('split.whither')} tabIndex={-1}>
      <p class="title" role="status">
        {say('split.whither')}
      </p>
      <ol>
        {targets.value.map(({ id, serial, pagesMissing }, i) => (
          <li key={id}>
            <button type="button" tabIndex={-1} data-target={id} onClick={() => moveTo(i + 1)}>
              <kbd>{i + 1}</kbd>
              <span>
                <b>{id}</b>{' '}
                <span class="muted">{serial === null ? say('split.noSerial') : readableSerial(serial)}</span>{' '}
                {pagesMissing.length > 0 && say('letters.missing', { pages: pagesMissing.join('、') })}
              </span>
            </button>
          </li>
        ))}
        {page.letter !== null && (
          <li>
            <button type="button" tabIndex={-1} data-target="" onClick={() => moveTo(0)}>
              <kbd>0</kbd>
              <span>{say('split.toNone')}</span>
            </button>
          </li>
        )}
      </ol>
    </div>
  )
}
