import { useLayoutEffect, useRef } from 'preact/hooks'
import type { EnvelopeView } from '../../contract/envelope.ts'
import { readableSerial } from '../../contract/serial.ts'
import { dayAndTime } from '../clock.ts'
import { words } from '../preferences.ts'
import { deskFields, type DeskField } from './counting.ts'
import { numberOf } from './envelopesScreen.tsx'
import {
  again,
  badNumber,
  clear,
  handIn,
  inHand,
  note,
  noteOpen,
  printHere,
  registerWithoutNumber,
  texts,
  typed,
} from './session.ts'

/** The field for numbers, and below it the envelope in hand: dates, what was counted, what is open. */
export function DeskHand() {
  const say = words.value
  const envelope = inHand.value
  const bad = badNumber.value
  return (
    <section class="hand" aria-label={say('desk.inHand')}>
      <label for="desk-number">{say('desk.beep')}</label>
      <Field name="number" invalid={bad !== null} />
      {bad !== null && (
        <p class="bad" role="alert" data-bad={bad.problem}>
          <b>{say(`desk.bad.${bad.problem}`)}</b>
          <span class="groups">{bad.groups}</span>
          <span class="muted">{say('desk.compare')}</span>
        </p>
      )}
      <p class="acts">
        <button type="button" class="quiet" onClick={() => void registerWithoutNumber()}>
          {say('desk.withoutNumber')} <kbd>F8</kbd>
        </button>
      </p>
      {envelope !== null && <InHand envelope={envelope} />}
    </section>
  )
}

function InHand({ envelope }: { envelope: EnvelopeView }) {
  const say = words.value
  const { registeredAt, clerk, code, problems, cleared } = envelope
  return (
    <div class="envelope-card" data-in-hand={envelope.id}>
      <p class="big">{numberOf(envelope)}</p>
      <p class={again.value ? 'before' : 'muted'}>
        {again.value && <b>{say('desk.before')} </b>}
        {say('desk.registeredAt', { at: dayAndTime(registeredAt), by: clerk ?? say('desk.nobody') })} ·{' '}
        {say('desk.code')} {readableSerial(code)}
      </p>
      <dl>
        {deskFields
          .filter((field) => field !== 'number')
          .map((field) => (
            <div key={field}>
              <dt>
                <label for={`desk-${field}`}>{say(`desk.fields.${field}`)}</label>
              </dt>
              <dd>
                <Field name={field} invalid={false} />
                {field !== 'postmark' && field !== 'enclosures' && (
                  <span class="muted">{say('desk.seenCount', { n: envelope.seen[field as 'forms'] })}</span>
                )}
              </dd>
            </div>
          ))}
      </dl>
      <ul class="problems">
        {problems.map((problem) => (
          <li key={problem} data-problem={problem}>
            {say(`desk.problems.${problem}`)}
          </li>
        ))}
      </ul>
      {cleared !== null ? (
        <p class="done">
          {say('desk.clearedBy', { by: cleared.by, at: dayAndTime(cleared.at) })} {cleared.note}
        </p>
      ) : noteOpen.value ? (
        <Note />
      ) : (
        <p class="acts">
          <button type="button" onClick={() => void clear()}>
            {say('desk.clear')} <kbd>F7</kbd>
          </button>
          <button type="button" class="quiet" onClick={() => printHere('separator')}>
            {say('desk.print.separator')} <kbd>F9</kbd>
          </button>
          <button type="button" class="quiet" onClick={() => printHere('sticker')}>
            {say('desk.print.sticker')}
          </button>
        </p>
      )}
    </div>
  )
}

function Note() {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => input.current?.focus(), [])
  return (
    <p class="note">
      <label for="desk-note">{words.value('desk.noteWhy')}</label>
      <input
        id="desk-note"
        ref={input}
        value={note.value}
        maxLength={400}
        onInput={(event) => (note.value = event.currentTarget.value)}
      />
    </p>
  )
}

/** The session says where the hand is; where a person clicks or tabs, the session follows. */
function Field({ name, invalid }: { name: DeskField; invalid: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  // Before it is drawn, as everywhere a hand is put: who types, or a gun that speaks, at the first sight of it loses no sign.
  useLayoutEffect(() => {
    if (name === 'number') input.current?.focus()
  }, [name])
  return (
    <input
      id={`desk-${name}`}
      ref={input}
      class={`i-${name}`}
      value={texts.value[name]}
      autocomplete="off"
      spellcheck={false}
      aria-invalid={invalid ? 'true' : undefined}
      inputMode={name === 'number' || name === 'enclosures' ? 'text' : 'numeric'}
      maxLength={name === 'enclosures' ? 200 : 64}
      onInput={(event) => typed(name, event.currentTarget.value)}
      onFocus={() => (handIn.value = name)}
    />
  )
}
