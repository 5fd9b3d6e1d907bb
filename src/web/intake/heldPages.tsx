import { useEffect, useRef } from 'preact/hooks'
import type { HeldPage } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import { readableSerial } from '../../contract/serial.ts'
import { addressOf } from '../call.ts'
import { may } from '../people/signing.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { heldPages, intakeCursor } from '../state.ts'
import { FindingList } from './findings.tsx'
import { choicesOf, choosePage, mayFit, pagesHere, retryPage } from './mailroom.ts'
import { PagePicture } from './pagePicture.tsx'
import { StepsLink } from '../steps/stepsLink.tsx'

/** Pages that found no letter: how they look, why, and what to do. One that came twice lies beside the one that came first. */
export function HeldPages() {
  const list = pagesHere()
  if (list === null) return null
  const none = list === heldPages.value ? 'intake.noneHeld' : 'intake.noneChosen'
  if (list.pages.length === 0)
    return (
      <div class="empty">
        <p class="muted">{words.value(none)}</p>
      </div>
    )
  return (
    <ul class="held-pages">
      {list.pages.map((held, i) => (
        <Held key={held.page.id} held={held} current={i === intakeCursor.value} />
      ))}
    </ul>
  )
}

function Held({ held, current }: { held: HeldPage; current: boolean }) {
  const { page, file, beside } = held
  const say = words.value
  const choices = choicesOf(held)
  const own = page.reason === 'PAGE_OTHER_KEPT' ? say('intake.asideCopy') : beside === null ? null : say('intake.again')
  const item = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const reason = page.reason === null ? null : say.reason(page.reason)
  return (
    <li
      ref={item}
      class={[current ? 'current' : '', beside === null ? '' : 'two'].join(' ')}
      data-page={page.id}
      aria-current={current ? 'true' : undefined}
    >
      <div class="pictures">
        {beside !== null && <PagePicture page={beside} caption={say('intake.there')} />}
        <PagePicture page={page} caption={own} />
      </div>
      <div class="told">
        <p class="from">
          <b>{file}</b> <span class="muted">{say('intake.pageOf', { n: page.index + 1 })}</span>
        </p>
        {reason !== null && (
          <p class="why">
            <b>{reason.what}</b> {reason.advice}
          </p>
        )}
        <FindingList findings={page.findings} />
        {page.serial !== null && <p class="muted">{readableSerial(page.serial)}</p>}
        {choices.length > 0 && (
          <p class="acts">
            {choices.map((keep) => (
              <button key={keep} type="button" data-keep={keep} onClick={() => void choosePage(held, keep)}>
                {say(keep === 'there' ? 'intake.keepThere' : 'intake.keepThis')}{' '}
                {current && <kbd>{keep === 'there' ? '1' : '2'}</kbd>}
              </button>
            ))}
          </p>
        )}
        <p class="acts">
          {may(routes.retryPage) && (
            <button type="button" onClick={() => void retryPage(page.id)}>
              {say('intake.retry')} {current && <kbd>R</kbd>}
            </button>
          )}
          {mayFit(page) && (
            <a href={hashOf({ screen: 'fit', id: page.id })}>
              {say('scan.fit')} {current && <kbd>F</kbd>}
            </a>
          )}
          <StepsLink page={page.id} current={current} />
          {may(routes.showSplit) && (
            <a href={hashOf({ screen: 'split', id: page.arrival })}>
              {say('split.look')} {current && <kbd>S</kbd>}
            </a>
          )}
          <a href={addressOf(routes.originalFile, { params: { id: page.arrival } })} download>
            {say('letter.original')}
          </a>
          {beside?.letter && may(routes.showLetter) && (
            <a href={hashOf({ screen: 'letter', id: beside.letter })}>{beside.letter}</a>
          )}
        </p>
      </div>
    </li>
  )
}
