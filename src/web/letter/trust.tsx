import type { ComponentChild } from 'preact'
import type { FieldView } from '../../contract/letter.ts'
import type { FieldReason } from '../../contract/reasons.ts'
import { fieldState, isChanged } from '../../review/editing.ts'
import { dayAndTime } from '../clock.ts'
import type { Desk } from '../desk/desk.ts'
import { isSettled } from '../desk/moves.ts'
import { rulesBroken } from '../desk/rules.ts'
import { words } from '../preferences.ts'
import { whyWords } from './asking.tsx'

/** Why a value stands, or why it does not yet: by sign and in plain words. */
export function Trust({ desk, field }: { desk: Desk; field: FieldView }) {
  const { kind, text, advice } = trustOf(desk, field)
  return (
    <span class={`trust ${kind}`} title={advice}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {signs[kind]}
      </svg>
      {text}
    </span>
  )
}

type Kind = 'needs' | 'machine' | 'person' | 'waiting'

function trustOf(desk: Desk, field: FieldView): { kind: Kind; text: string; advice: string } {
  const say = words.value
  const { seen, state } = fieldState(desk.editing, field.id)
  if (field.reading === null && field.keyings.length === 0 && field.pageId === null)
    return { kind: 'waiting', text: say('trust.waiting'), advice: '' }
  if (isSettled(desk, field)) {
    if (state === 'unclear') return { kind: 'person', text: say('letter.illegible'), advice: '' }
    if (isChanged(desk.editing, field.id)) return { kind: 'person', text: say('letter.changed'), advice: '' }
    if (seen) return { kind: 'person', text: say('letter.confirmed'), advice: '' }
  }
  const { how, reasons } = field.decision
  const broken = rulesBroken(desk, field)
  if (broken.length > 0 && isChanged(desk.editing, field.id)) return needs(broken)
  if (field.needsPerson) {
    return needs(reasons)
  }
  if (field.waits !== undefined) {
    const waiting = needs(reasons)
    return {
      kind: 'waiting',
      text: [...(field.keyings.length === 0 ? [] : [keyedBy(field)]), waiting.text].join(' · '),
      advice: '',
    }
  }
  if (how !== 'machine') return { kind: 'person', text: keyedBy(field), advice: '' }
  const { reading } = field
  const confidence = reading !== null && 'confidence' in reading ? reading.confidence : 0
  // Never 100: a machine is never certain.
  const percent = Math.min(99.9, Math.floor(confidence * 1000) / 10)
  const key = reading?.state === 'blank' ? 'trust.blank' : 'trust.machine'
  return { kind: 'machine', text: say(key, { percent }), advice: '' }
}

function needs(reasons: readonly FieldReason[]): { kind: Kind; text: string; advice: string } {
  const said = reasons.map((code) => words.value.reason(code))
  return {
    kind: 'needs',
    text: said.map(({ what }) => what).join(' · ') || words.value('trust.look'),
    advice: said.map(({ advice }) => advice).join(' '),
  }
}

// Who keyed it last and when, and why where it breaks a rule; two who agreed, or a settler, are said.
function keyedBy({ keyings, decision }: FieldView): string {
  const last = keyings.at(-1)
  if (decision.how === 'agreed' && last !== undefined)
    return `${words.value('together.agreed', { names: [...new Set(keyings.map(({ by }) => by))].join('、') })} · ${dayAndTime(last.at)}`
  if (decision.how === 'settled' && last !== undefined)
    return `${words.value('together.settled', { name: last.by })} · ${dayAndTime(last.at)}`
  if (last === undefined) return words.value('trust.person')
  const why = last.why === undefined ? [] : [whyWords(last.why)]
  return [words.value('trust.person'), last.by, dayAndTime(last.at), ...why].join(' · ')
}

const signs: Record<Kind, ComponentChild> = {
  needs: <path d="M6 1.2 10.8 6 6 10.8 1.2 6z" fill="currentColor" />,
  machine: (
    <path
      d="M2 6.4 4.9 9.2 10 3.2"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  ),
  person: (
    <path d="M6 6.2a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM1.6 11.200a4.400 4.400 0 0 1 8.800 0z" fill="currentColor" />
  ),
  waiting: (
    <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 2" />
  ),
}
