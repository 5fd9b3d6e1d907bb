import { readableSerial } from '../../contract/serial.ts'
import { waybillGroups } from '../../contract/waybill.ts'
import { dayAndTime } from '../clock.ts'
import { hashOf } from '../place.ts'
import { words } from '../preferences.ts'
import { numberOf } from './envelopesScreen.tsx'
import { choose, gaps } from './session.ts'

/** What never came: envelopes nothing was scanned of, letters with pages missing. */
export function GapsList() {
  const say = words.value
  const now = gaps.value
  if (now === null) return null
  if (now.envelopes.length + now.letters.length === 0)
    return (
      <div class="empty">
        <p class="muted">{say('desk.noGaps')}</p>
      </div>
    )
  return (
    <div class="gaps">
      {now.envelopes.length > 0 && (
        <section>
          <h2>
            {say('desk.gaps.envelopes')} <span class="count">{now.envelopes.length}</span>
          </h2>
          <ul>
            {now.envelopes.map((envelope) => (
              <li key={envelope.id} data-gap={envelope.id}>
                <button type="button" class="quiet" onClick={() => choose(envelope)}>
                  {numberOf(envelope)}
                </button>{' '}
                <span class="muted">
                  {envelope.receivedOn} · {envelope.clerk}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {now.letters.length > 0 && (
        <section>
          <h2>
            {say('desk.gaps.letters')} <span class="count">{now.letters.length}</span>
          </h2>
          <ul>
            {now.letters.map(({ id, serial, waybill, receivedAt, pagesMissing }) => (
              <li key={id} data-gap={id}>
                <a href={hashOf({ screen: 'letter', id })}>{id}</a>{' '}
                <b class="missing">{say('letters.missing', { pages: pagesMissing.join(', ') })}</b>{' '}
                <span class="muted">
                  {[waybill === null ? '' : waybillGroups(waybill), serial === null ? '' : readableSerial(serial)].join(
                    ' ',
                  )}{' '}
                  {dayAndTime(receivedAt)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {now.lettersWithoutEnvelope > 0 && (
        <p class="muted">{say('desk.gaps.withoutEnvelope', { n: now.lettersWithoutEnvelope })}</p>
      )}
    </div>
  )
}
