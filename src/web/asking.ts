import { whys, type AsideHow } from '../contract/letter.ts'
import type { Desk } from './desk/desk.ts'
import { revert } from './desk/keying.ts'
import { answerWhy } from './desk/moves.ts'
import { say } from './notices.ts'
import { words } from './preferences.ts'
import { layAside, move, takeBack } from './session.ts'
import { answerText, asideHow, desk } from './state.ts'

export const asideHows: readonly AsideHow[] = ['postponed', 'referred', 'rescan']

/** The questions that the letter asks in place: why, which earlier value, where to lay it. Number keys answer. */
export function ask(what: Exclude<Desk['asking'], null>): void {
  answerText.value = ''
  asideHow.value = null
  if (desk.value !== null) move({ ...desk.value, asking: what })
}

export function closeAsking(): void {
  if (desk.value !== null) move({ ...desk.value, asking: null })
}

/** A letter that lies aside is taken back at once; another is asked where to. */
export function openAside(): void {
  if (desk.value?.view.letter.aside != null) void takeBack()
  else ask('aside')
}

export function answer(number: number): void {
  const now = desk.value
  if (now === null) return
  if (now.asking === 'history') return move(revert(now, number))
  if (now.asking === 'why') {
    const why = whys[number - 1]
    return why === undefined ? focusText() : move(answerWhy(now, why).desk)
  }
  const how = asideHows[number - 1]
  if (how === undefined) return
  asideHow.value = how
  if (how === 'postponed') void layAside(how, '')
}

export function answerTyped(): void {
  const now = desk.value
  const text = answerText.value.trim()
  if (now?.asking === 'why') return move(answerWhy(now, text).desk)
  const how = asideHow.value
  if (now?.asking !== 'aside' || how === null) return
  if (how === 'referred' && text === '') return say('hint', words.value('aside.needsNote'))
  void layAside(how, text)
}

function focusText(): void {
  document.querySelector<HTMLInputElement>('.asking input')?.focus()
}
