import type { EnvelopeView } from '../../contract/envelope.ts'
import { routes } from '../../contract/routes.ts'
import { readableSerial } from '../../contract/serial.ts'
import { waybillGroups } from '../../contract/waybill.ts'
import { addressOf } from '../call.ts'
import { dayAndTime } from '../clock.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { place } from '../state.ts'
import { DeskHand } from './deskHand.tsx'
import { GapsList } from './gapsList.tsx'
import { choose, dayList, inHand, printHere } from './session.ts'

/** Where envelopes are opened: the number in hand on the left, the day on the right. */
export function EnvelopesScreen() {
  const say = words.value
  const now = place.value
  const tab = now.screen === 'envelopes' && now.day === 'gaps' ? 'gaps' : 'day'
  const list = dayList.value
  return (
    <div class="envelopes">
      <div class="toolbar">
        <h1>{say('desk.title')}</h1>
        <nav class="tabs" aria-label={say('desk.title')}>
          {(['day', 'gaps'] as const).map((name) => (
            <a
              key={name}
              href={hashOf(name === 'gaps' ? { screen: 'envelopes', day: 'gaps' } : { screen: 'envelopes' })}
              aria-current={name === tab ? 'true' : undefined}
            >
              {say(`desk.tabs.${name}`)}
            </a>
          ))}
        </nav>
        <span class="spring" />
        <a class="quiet" href={addressOf(routes.printStickers)} target="_blank" rel="noopener">
          {say('desk.print.stickers')}
        </a>
        <a class="quiet" href={addressOf(routes.printDivider)} target="_blank" rel="noopener">
          {say('desk.print.divider')}
        </a>
        <button type="button" class="quiet" onClick={() => printHere('handover')}>
          {say('desk.print.handover')} <kbd>Ctrl P</kbd>
        </button>
      </div>
      <div class="desk-halves">
        <DeskHand />
        <div class="scroll">{tab === 'gaps' ? <GapsList /> : list !== null && <Day />}</div>
      </div>
    </div>
  )
}

function Day() {
  const say = words.value
  const list = dayList.value!
  return (
    <>
      <p class="days">
        {list.days.slice(0, 8).map(({ day, envelopes }) => (
          <a key={day} href={hashOf({ screen: 'envelopes', day })} aria-current={day === list.day ? 'true' : undefined}>
            {day.slice(5)} <span class="count">{envelopes}</span>
          </a>
        ))}
      </p>
      {list.envelopes.length === 0 ? (
        <div class="empty">
          <p class="muted">{say('desk.empty')}</p>
        </div>
      ) : (
        <table class="rows day">
          <thead>
            <tr>
              {(['number', 'envelope', 'postmark', 'counted', 'seen', 'letters', 'open', 'clerk'] as const).map(
                (column) => (
                  <th key={column} class={`c-${column}`}>
                    {say(`desk.columns.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {list.envelopes.map((envelope, i) => (
              <Row key={envelope.id} envelope={envelope} number={i + 1} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function Row({ envelope, number }: { envelope: EnvelopeView; number: number }) {
  const say = words.value
  const { id, contents, seen, postmark, letters, problems, clerk, registeredAt, cleared } = envelope
  const current = inHand.value?.id === id
  return (
    <tr
      class={[current ? 'current' : '', cleared === null ? '' : 'cleared'].join(' ')}
      data-envelope={id}
      aria-current={current ? 'true' : undefined}
      onClick={() => choose(envelope)}
    >
      <td class="c-number">{number}</td>
      <td class="c-envelope">{numberOf(envelope)}</td>
      <td class="c-postmark">{postmark ?? <span class="muted">–</span>}</td>
      <td class="c-counted">
        {contents === null ? <span class="muted">–</span> : say('desk.counts', { ...contents })}
      </td>
      <td class="c-seen">{say('desk.counts', { ...seen })}</td>
      <td class="c-letters">
        {letters.map((letter) => (
          <a key={letter.id} href={hashOf({ screen: 'letter', id: letter.id })}>
            {letter.id}
          </a>
        ))}
      </td>
      <td class="c-open">
        {cleared !== null ? (
          <span class="done" title={cleared.note}>
            {say('desk.clearedSign')}
          </span>
        ) : (
          problems.map((problem) => (
            <span key={problem} class="problem">
              {say(`desk.problems.${problem}`)}
            </span>
          ))
        )}
      </td>
      <td class="c-clerk">
        {clerk ?? '–'} <span class="muted">{dayAndTime(registeredAt).slice(-5)}</span>
      </td>
    </tr>
  )
}

/** As it stands on the envelope, or the code that stands for it. */
export function numberOf({ waybill, code }: Pick<EnvelopeView, 'waybill' | 'code'>): string {
  return waybill === null ? readableSerial(code) : waybillGroups(waybill)
}
