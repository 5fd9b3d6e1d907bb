import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { whys, type FieldView } from '../../contract/letter.ts'
import { answer, asideHows } from '../asking.ts'
import { dayAndTime } from '../clock.ts'
import type { Desk } from '../desk/desk.ts'
import { earlierValues, type Earlier } from '../desk/keying.ts'
import { rulesBroken } from '../desk/rules.ts'
import { words } from '../preferences.ts'
import { answerText, asideHow } from '../state.ts'
import { shownValue } from './shownValue.ts'

/** Why a value stands although it breaks a rule: a number key, or a few words. */
export function AskWhy({ desk, field }: { desk: Desk; field: FieldView }) {
  const say = words.value
  const broken = rulesBroken(desk, field).map((code) => say.reason(code).what)
  return (
    <Question title={`${broken.join(' · ')}：${say('why.title')}`}>
      {whys.map((why, i) => (
        <Choice key={why} number={i + 1}>
          {say(`why.codes.${why}`)}
        </Choice>
      ))}
      <Words number={4} label={say('why.own')} />
    </Question>
  )
}

/** All that ever stood in the field, with who and when; a number key puts it back. */
export function AskHistory({ field }: { field: FieldView }) {
  const say = words.value
  const earlier = earlierValues(field)
  return (
    <Question title={say('history.title')} hint={say(earlier.length === 0 ? 'history.none' : 'history.revert')}>
      {earlier.map((value, i) => (
        <Choice key={i} number={i + 1}>
          <b>{shownValue(value, field)}</b> <span class="muted">{sourceOf(value)}</span>
        </Choice>
      ))}
    </Question>
  )
}

/** Later, to a supervisor, or to be scanned again; the last two with a note. */
export function AskAside() {
  const say = words.value
  return (
    <Question title={say('aside.title')}>
      {asideHows.map((how, i) => (
        <Choice key={how} number={i + 1} chosen={asideHow.value === how}>
          {say(`aside.hows.${how}`)}
        </Choice>
      ))}
      {asideHow.value !== null && <Words number={null} label={say('aside.note')} />}
    </Question>
  )
}

function Question({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) {
  const panel = useRef<HTMLDivElement>(null)
  // Before it is painted: a number key pressed at sight of it must find it.
  useLayoutEffect(() => panel.current?.focus({ preventScroll: true }), [])
  return (
    <div class="asking" ref={panel} role="group" aria-label={title} tabIndex={-1}>
      <p class="title" role="status">
        {title} {hint !== undefined && <span class="muted">{hint}</span>}
      </p>
      <ol>{children}</ol>
    </div>
  )
}

function Choice({ number, chosen, children }: { number: number; chosen?: boolean; children: ComponentChildren }) {
  return (
    <li>
      <button type="button" tabIndex={-1} aria-pressed={chosen} onClick={() => answer(number)}>
        <kbd>{number}</kbd>
        <span>{children}</span>
      </button>
    </li>
  )
}

function Words({ number, label }: { number: number | null; label: string }) {
  const input = useRef<HTMLInputElement>(null)
  // A note is all that is asked then: what is typed at sight of its place must fall into it.
  useLayoutEffect(() => {
    if (number === null) input.current?.focus()
  }, [number])
  return (
    <li class="words">
      {number !== null && <kbd>{number}</kbd>}
      <input
        ref={input}
        type="text"
        aria-label={label}
        placeholder={label}
        maxLength={200}
        value={answerText.value}
        onInput={(event) => (answerText.value = event.currentTarget.value)}
      />
    </li>
  )
}

function sourceOf({ by, at, why, confidence }: Earlier): string {
  const say = words.value
  if (by === null || at === null)
    return confidence === null
      ? say('history.machineUnsure')
      : say('history.machine', { percent: Math.min(99.9, Math.floor(confidence * 1000) / 10) })
  const said = why === null ? '' : ` · ${whyWords(why)}`
  return `${say('history.person', { by, at: dayAndTime(at) })}${said}`
}

export function whyWords(why: string): string {
  const code = whys.find((known) => known === why)
  return code === undefined ? why : words.value(`why.codes.${code}`)
}
