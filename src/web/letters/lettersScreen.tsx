import { useEffect, useRef } from 'preact/hooks'
import type { LetterSummary } from '../../contract/letter.ts'
import { addressOf } from '../call.ts'
import { dayAndTime } from '../clock.ts'
import { begin, listStates, loadMore } from '../lists.ts'
import { may } from '../people/signing.ts'
import { LetterName } from '../frame/letterName.tsx'
import { hashOf } from '../place.ts'
import { routes } from '../../contract/routes.ts'
import { words } from '../preferences.ts'
import { letterList, listCursor, place } from '../state.ts'
import { StateSign } from './stateSign.tsx'

export function LettersScreen() {
  const say = words.value
  const list = letterList.value
  if (!may(routes.listLetters)) return <NotForYou />
  const state = place.value.screen === 'letters' ? place.value.state : 'review'
  const counts: Record<string, number> = list?.counts ?? {}
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0)
  return (
    <div class="letters">
      <div class="toolbar">
        <h1>{say('letters.title')}</h1>
        <nav class="tabs" aria-label={say('letters.columns.state')}>
          {listStates.map((tab) => (
            <a
              key={tab}
              href={hashOf({ screen: 'letters', state: tab })}
              aria-current={tab === state ? 'true' : undefined}
              onClick={() => (listCursor.value = 0)}
            >
              {tab === 'all' ? say('all') : say(`states.${tab}`)}
              <span class="count">{tab === 'all' ? all : (counts[tab] ?? 0)}</span>
            </a>
          ))}
        </nav>
        <span class="spring" />
        {may(routes.exportLetters) && <Downloads state={state === 'accepted' ? 'accepted' : 'all'} />}
        {may(routes.saveLetter) && (
          <button
            type="button"
            class="main"
            disabled={(counts['review'] ?? 0) === 0}
            onClick={begin}
            title={say('letters.beginHint')}
          >
            {say('letters.begin')} <kbd>B</kbd>
          </button>
        )}
      </div>
      {list === null ? null : list.letters.length === 0 ? (
        <Empty />
      ) : (
        <Table letters={list.letters} total={list.total} />
      )}
    </div>
  )
}

function Downloads({ state }: { state: 'all' | 'accepted' }) {
  return (
    <span class="downloads">
      {words.value('letters.export')}
      {(['xlsx', 'csv', 'json'] as const).map((format) => (
        <a key={format} href={addressOf(routes.exportLetters, { query: { format, state } })} download>
          {format.toUpperCase()}
        </a>
      ))}
    </span>
  )
}

function NotForYou() {
  return (
    <div class="letters">
      <div class="empty">
        <p>{words.value('signIn.notForYou')}</p>
        {may(routes.exportLetters) && <Downloads state="all" />}
      </div>
    </div>
  )
}

function Empty() {
  const say = words.value
  return (
    <div class="empty">
      <p>{say('letters.empty')}</p>
      <p class="muted">{say('letters.emptyAdvice')}</p>
    </div>
  )
}

function Table({ letters, total }: { letters: readonly LetterSummary[]; total: number }) {
  const say = words.value
  const columns = ['subject', 'toReview', 'state', 'pages', 'id', 'received'] as const
  return (
    <div class="scroll">
      <table class="rows">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} class={column}>
                {say(`letters.columns.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {letters.map((letter, i) => (
            <Row key={letter.id} letter={letter} at={i} />
          ))}
        </tbody>
      </table>
      {letters.length < total && (
        <button type="button" class="quiet more" onClick={() => void loadMore()}>
          {say('letters.more', { n: total - letters.length })}
        </button>
      )}
    </div>
  )
}

function Row({ letter, at }: { letter: LetterSummary; at: number }) {
  const say = words.value
  const row = useRef<HTMLTableRowElement>(null)
  const current = listCursor.value === at
  const holder = letterList.value?.holders[letter.id]
  useEffect(() => {
    if (current) row.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  const href = hashOf({ screen: 'letter', id: letter.id })
  return (
    <tr
      ref={row}
      class={current ? 'current' : ''}
      aria-selected={current}
      onMouseDown={() => (listCursor.value = at)}
      onDblClick={() => (location.hash = href)}
    >
      <td class="subject">
        <a href={href} tabIndex={current ? 0 : -1}>
          {letter.title === '' ? <span class="muted">{say('letters.untitled')}</span> : letter.title}
        </a>
      </td>
      <td class="toReview">{letter.needsReview > 0 ? <b>{letter.needsReview}</b> : <span class="muted">–</span>}</td>
      <td class="state">
        <StateSign state={letter.state} />
        {letter.state === 'review' && letter.waits !== null && letter.waits !== 'first' && (
          <span class="aside muted" data-waits={letter.waits}>
            {say(`together.waits.${letter.waits}`)}
          </span>
        )}
        {holder !== undefined && (
          <span class="aside muted" data-holder={holder}>
            {say('together.with', { name: holder })}
          </span>
        )}
        {letter.aside !== null && (
          <span class="aside muted" title={letter.aside.note}>
            {say(`aside.kept.${letter.aside.how}`)}
          </span>
        )}
      </td>
      <td class="pages">
        {letter.pages}
        {letter.pagesMissing.length > 0 && (
          <span class="missing">{say('letters.missing', { pages: letter.pagesMissing.join('、') })}</span>
        )}
      </td>
      <td class="id">
        <LetterName id={letter.id} serial={letter.serial} />
      </td>
      <td class="received">{dayAndTime(letter.receivedAt)}</td>
    </tr>
  )
}
