import type { Said, SampleTask } from '../../contract/sample.ts'

/** What is being keyed of the field in hand. `marked`: a person said that nothing is there, or that nobody can read it. */
export interface Answer {
  readonly text: string
  readonly ticked: readonly string[]
  readonly marked: 'blank' | 'unclear' | null
}

export const NOTHING_YET: Answer = { text: '', ticked: [], marked: null }

/** What it says; null while it says nothing: an empty answer is never taken for an empty field. */
export function saidBy({ text, ticked, marked }: Answer, { kind }: Pick<SampleTask, 'kind'>): Said | null {
  if (marked !== null) return { state: marked, value: null }
  if (kind === 'choice') return ticked.length === 0 ? null : { state: 'read', value: [...ticked] }
  if (kind === 'signature') return ticked.length === 0 ? null : { state: 'read', value: 'signed' }
  return text.trim() === '' ? null : { state: 'read', value: text.trim() }
}

export function typed(text: string): Answer {
  return { ...NOTHING_YET, text }
}

export function toggled(answer: Answer, value: string): Answer {
  const on = answer.ticked.includes(value)
  return { ...NOTHING_YET, ticked: on ? answer.ticked.filter((other) => other !== value) : [...answer.ticked, value] }
}

/** Marked again it is as if nothing was said. */
export function markedAs(answer: Answer, marked: 'blank' | 'unclear'): Answer {
  return { ...NOTHING_YET, marked: answer.marked === marked ? null : marked }
}
