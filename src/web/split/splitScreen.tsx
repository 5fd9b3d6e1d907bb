import { useEffect, useRef } from 'preact/hooks'
import type { PageView } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import { readableSerial } from '../../contract/serial.ts'
import type { SplitPart } from '../../contract/split.ts'
import { waybillGroups } from '../../contract/waybill.ts'
import { addressOf } from '../call.ts'
import { LetterName } from '../frame/letterName.tsx'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { hold, inHand, isOpen, shownPages, split } from './session.ts'
import { SplitHand } from './splitHand.tsx'

/** The stack of one file: its pages by envelope and letter on the left, the page in hand on the right. */
export function SplitScreen() {
  const say = words.value
  const now = split.value
  if (now === null) return null
  const open = shownPages.value.filter(isOpen).length
  return (
    <div class="split">
      <div class="toolbar">
        <h1>{say('split.title')}</h1>
        <b class="file">{now.name}</b>
        <span class="muted">
          {say('split.counts', {
            pages: shownPages.value.length,
            parts: now.parts.length,
            letters: now.letters.length,
          })}
        </span>
        {open > 0 && <span class="open">{say('split.open', { n: open })}</span>}
        <span class="spring" />
        <a class="quiet" href={hashOf({ screen: 'intake' })}>
          {say('split.back')} <kbd>Esc</kbd>
        </a>
      </div>
      {now.parts.length === 0 ? (
        <div class="empty">
          <p class="muted">{say('split.notReady')}</p>
        </div>
      ) : (
        <div class="split-halves">
          <div class="scroll">
            {now.parts.map((part) => (
              <Part key={part.part} part={part} />
            ))}
          </div>
          <SplitHand />
        </div>
      )}
    </div>
  )
}

function Part({ part: { part, envelope, letters, pages } }: { part: SplitPart }) {
  const say = words.value
  const known = split.value?.letters ?? []
  return (
    <section class="part" data-part={part} aria-label={say('split.part', { n: part })}>
      <header>
        <b>{say('split.part', { n: part })}</b>
        <span class={envelope === null ? 'muted' : ''}>
          {envelope === null
            ? say('split.noEnvelope')
            : envelope.waybill === null
              ? readableSerial(envelope.code)
              : waybillGroups(envelope.waybill)}
        </span>
        {letters.map((id) => {
          const letter = known.find((one) => one.id === id)!
          const missing = letter.pagesMissing
          return (
            <span key={id} class="letter-tag">
              <LetterName id={id} serial={letter.serial} />
              {missing.length > 0 && <i>{say('letters.missing', { pages: missing.join('、') })}</i>}
            </span>
          )
        })}
        {letters.length === 0 && <span class="muted">{say('split.noLetter')}</span>}
      </header>
      <ol class="stack">
        {pages.map((page) => (
          <Thumb key={page.id} page={page} several={letters.length > 1} />
        ))}
      </ol>
    </section>
  )
}

function Thumb({ page, several }: { page: PageView; several: boolean }) {
  const say = words.value
  const item = useRef<HTMLLIElement>(null)
  const current = page.id === inHand.value
  useEffect(() => {
    if (current) item.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const what = say(`split.kinds.${page.kind}`)
  const name = page.page === null ? what : say('split.formPage', { n: page.page })
  return (
    <li
      ref={item}
      class={[current ? 'current' : '', isOpen(page) ? 'open' : '', page.letter === null ? 'loose' : ''].join(' ')}
      data-page={page.id}
      data-letter={page.letter ?? ''}
    >
      <button type="button" tabIndex={-1} aria-current={current ? 'true' : undefined} onClick={() => hold(page.id)}>
        {page.image === null ? <span class="no-picture" /> : <img src={smallOf(page)} alt="" loading="lazy" />}
        <span class="caption">
          <b>{page.index + 1}</b> {name}
          {several && page.letter !== null && <span class="of">{page.letter}</span>}
          {isOpen(page) && <i>{say('split.held')}</i>}
        </span>
      </button>
    </li>
  )
}

function smallOf({ id, image }: PageView): string {
  const run = Number(new URL(image!, location.href).searchParams.get('run') ?? 0)
  return addressOf(routes.pageImage, { params: { id }, query: { run, small: true } })
}
