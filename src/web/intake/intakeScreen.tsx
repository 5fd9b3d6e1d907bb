import type { ArrivalView } from '../../contract/letter.ts'
import { routes } from '../../contract/routes.ts'
import { addressOf } from '../call.ts'
import { dayAndTime, sizeWords } from '../clock.ts'
import { hashOf } from '../place.ts'
import { lang, words } from '../preferences.ts'
import { arrivals, uploads, type Upload } from '../state.ts'
import { DropPlace } from './dropPlace.tsx'

/** What came in: drop files, see them go through, and why something did not. */
export function IntakeScreen() {
  const say = words.value
  const list = arrivals.value?.arrivals ?? []
  const rows = uploads.value
  return (
    <div class="intake">
      <div class="toolbar">
        <h1>{say('intake.title')}</h1>
        <span class="spring" />
        <Totals list={list} />
      </div>
      <DropPlace />
      <div class="scroll">
        {list.length + rows.length === 0 ? (
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
              </tr>
            </thead>
            <tbody>
              {rows.map((upload) => (
                <UploadRow key={upload.id} upload={upload} />
              ))}
              {list.map((arrival) => (
                <ArrivalRow key={arrival.id} arrival={arrival} />
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
    <tr class={`upload ${state}`}>
      <td class="file">
        {name} <span class="muted">{sizeWords(sizeBytes)}</span>
      </td>
      <td class="state" colSpan={4}>
        {state === 'failed' ? say('intake.failedUpload') : say('intake.sending')}
        {state !== 'failed' && <progress value={sent} max={1} />}
      </td>
      <td class="why" colSpan={2}>
        {failure !== null && (
          <>
            {failure.what[lang.value]} <span class="muted">{failure.next[lang.value]}</span>
          </>
        )}
      </td>
    </tr>
  )
}

function ArrivalRow({ arrival }: { arrival: ArrivalView }) {
  const say = words.value
  const { pages, state } = arrival
  const done = pages.total === 0 ? 0 : (pages.total - pages.queued) / pages.total
  const troubled = arrival.reason !== null || pages.held > 0 || pages.failed > 0
  return (
    <tr class={troubled ? 'troubled' : ''} data-arrival={arrival.id} data-state={state}>
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
        {(['held', 'failed', 'blank', 'queued'] as const).map(
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
            {id.slice(-6)}
          </a>
        ))}
        {arrival.letters.length > 4 && <span class="muted">+{arrival.letters.length - 4}</span>}
      </td>
      <td class="toReview">{arrival.needsReview > 0 ? <b>{arrival.needsReview}</b> : <span class="muted">–</span>}</td>
      <td class="why">
        <Why arrival={arrival} />
      </td>
      <td class="came">{dayAndTime(arrival.at)}</td>
    </tr>
  )
}

function Why({ arrival: { reason, sameAs } }: { arrival: ArrivalView }) {
  const say = words.value
  if (sameAs !== null) return <span class="muted">{say('intake.sameAs', { id: sameAs.slice(-6) })}</span>
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
