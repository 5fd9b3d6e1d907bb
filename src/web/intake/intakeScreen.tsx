import type { ArrivalView } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf } from '../call.ts'
import { dayAndTime, sizeWords } from '../clock.ts'
import { may } from '../people/signing.ts'
import { hashOf, intakeTabs } from '../place.ts'
import { lang, words } from '../preferences.ts'
import { arrivals, chosenPages, heldPages, intakeCursor, place, rescans, uploads, type Upload } from '../state.ts'
import { openStepsOf } from '../steps/session.ts'
import { DropPlace } from './dropPlace.tsx'
import { HeldPages } from './heldPages.tsx'
import { mayRetry, retryArrival } from './mailroom.ts'
import { RescanList } from './rescanList.tsx'
import { OperationBar } from './operationBar.tsx'

/** What came in: drop files, see them go through, and why something did not. */
export function IntakeScreen() {
  const say = words.value
  const list = arrivals.value?.arrivals ?? []
  const rows = uploads.value
  const tab = (place.value.screen === 'intake' ? place.value.tab : undefined) ?? 'arrivals'
  const counts = {
    arrivals: arrivals.value?.total ?? 0,
    held: heldPages.value?.total ?? 0,
    chosen: chosenPages.value?.total ?? 0,
    rescan: rescans.value?.length ?? 0,
  }
  return (
    <div class="intake">
      <div class="toolbar">
        <h1>{say('intake.title')}</h1>
        <nav class="tabs" aria-label={say('intake.title')}>
          {intakeTabs.map((name) => (
            <a
              key={name}
              href={hashOf({ screen: 'intake', tab: name })}
              aria-current={name === tab ? 'true' : undefined}
              onClick={() => (intakeCursor.value = 0)}
            >
              {say(`intake.tabs.${name}`)}
              <span class="count">{counts[name]}</span>
            </a>
          ))}
        </nav>
        <span class="spring" />
        <Totals list={list} />
      </div>
      <OperationBar />
      {tab === 'arrivals' && <DropPlace />}
      <div class="scroll">
        {tab === 'rescan' ? (
          <RescanList />
        ) : tab !== 'arrivals' ? (
          <HeldPages />
        ) : list.length + rows.length === 0 ? (
          <div class="empty">
            <p class="muted">{say('intake.empty')}</p>
          </div>
        ) : (
          <table class="rows arrivals">
            <thead>
              <tr>
                {(['file', 'state', 'pages', 'letters', 'toReview', 'why', 'came'] as const).map((column) => (
                  <th key={column} class={column === 'letters' ? 'letter-ids' : column}>
                    {say(`intake.columns.${column}`)}
                  </th>
                ))}
                <th class="acts" />
              </tr>
            </thead>
            <tbody>
              {rows.map((upload) => (
                <UploadRow key={upload.id} upload={upload} />
              ))}
              {list.map((arrival, i) => (
                <ArrivalRow key={arrival.id} arrival={arrival} current={i === intakeCursor.value} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}

function UploadRow({ upload: { name, sizeBytes, sent, state, failure } }: { upload: Upload }) {
  const say = words.value
  return (
    <tr class={`upload ${state}`} data-upload={state}>
      <td class="file">
        {name} <span class="muted">{sizeWords(sizeBytes)}</span>
      </td>
      <td class="state" colSpan={4}>
        {say(state === 'failed' ? 'intake.failedUpload' : state === 'lost' ? 'intake.lost' : 'intake.sending')}
        {state !== 'failed' && <progress value={sent} max={1} />}
      </td>
      <td class="why" colSpan={3}>
        {failure !== null && (
          <>
            {failure.what[lang.value]} <span class="muted">{failure.next[lang.value]}</span>
          </>
        )}
      </td>
    </tr>
  )
}

function ArrivalRow({ arrival, current }: { arrival: ArrivalView; current: boolean }) {
  const say = words.value
  const { pages, state } = arrival
  const done = pages.total === 0 ? 0 : (pages.total - pages.queued) / pages.total
  const decided = arrival.reason === 'PAGE_OTHER_KEPT'
  const troubled = (arrival.reason !== null && !decided) || pages.held > 0 || pages.failed > 0
  return (
    <tr
      class={[troubled ? 'troubled' : '', current ? 'current' : ''].join(' ')}
      data-arrival={arrival.id}
      data-state={state}
    >
      <td class="file">
        <a
          href={addressOf(routes.originalFile, { params: { id: arrival.id } })}
          download
          title={say('letter.original')}
        >
          {arrival.name}
        </a>{' '}
        <span class="muted">{sizeWords(arrival.sizeBytes)}</span>
      </td>
      <td class="state">
        {say(`intake.states.${state}`)}
        {state === 'reading' && <progress value={done} max={1} aria-label={say('intake.states.reading')} />}
      </td>
      <td class="pages">
        {pages.total > 0 && <b>{pages.total}</b>}
        {(['held', 'failed', 'aside', 'blank', 'queued'] as const).map(
          (kind) =>
            pages[kind] > 0 && (
              <span key={kind} class={`pageCount ${kind}`}>
                {say(`intake.pageCounts.${kind}`)} {pages[kind]}
              </span>
            ),
        )}
      </td>
      <td class="letter-ids">
        {arrival.letters.slice(0, 4).map((id) => (
          <a key={id} href={hashOf({ screen: 'letter', id })}>
            {id}
          </a>
        ))}
        {arrival.letters.length > 4 && <span class="muted">+{arrival.letters.length - 4}</span>}
      </td>
      <td class="toReview">{arrival.needsReview > 0 ? <b>{arrival.needsReview}</b> : <span class="muted">–</span>}</td>
      <td class="why">
        <Why arrival={arrival} />
      </td>
      <td class="came">{dayAndTime(arrival.at)}</td>
      <td class="acts">
        {pages.total > 1 && may(routes.showSplit) && (
          <a class="quiet" href={hashOf({ screen: 'split', id: arrival.id })}>
            {say('split.look')} {current && <kbd>S</kbd>}
          </a>
        )}
        {pages.total > 0 && may(routes.showSteps) && (
          <button type="button" class="quiet" onClick={() => void openStepsOf(arrival.id)}>
            {say('steps.brief')} {current && <kbd>V</kbd>}
          </button>
        )}
        {mayRetry(arrival) && (
          <button type="button" class="quiet" onClick={() => void retryArrival(arrival.id)}>
            {say('intake.retry')} {current && <kbd>R</kbd>}
          </button>
        )}
      </td>
    </tr>
  )
}

function Why({ arrival: { reason, sameAs } }: { arrival: ArrivalView }) {
  const say = words.value
  if (sameAs !== null) return <span class="muted">{say('intake.sameAs', { id: sameAs })}</span>
  if (reason === null) return null
  const { what, advice } = say.reason(reason)
  return (
    <>
      <b>{what}</b> <span class="muted">{advice}</span>
    </>
  )
}

function Totals({ list }: { list: readonly ArrivalView[] }) {
  const sum = (kind: 'placed' | 'held' | 'failed' | 'queued' | 'blank'): number =>
    list.reduce((n, { pages }) => n + pages[kind], 0)
  return (
    <dl class="totals">
      {(['placed', 'queued', 'blank', 'held', 'failed'] as const).map((kind) => (
        <div key={kind} class={sum(kind) > 0 ? kind : 'none'}>
          <dt>{words.value(`intake.pageCounts.${kind}`)}</dt>
          <dd>{sum(kind)}</dd>
        </div>
      ))}
    </dl>
  )
}
