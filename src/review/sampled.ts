import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import type { Said } from '../contract/sample.ts'
import { sameKeying } from './sameKeying.ts'

type Field = Pick<LayoutField, 'decoder' | 'kind'>

/** Whether two say the same of a field. Of a signature only whether there is one is asked. */
export function sameAnswer(field: Field, a: Said, b: Said): boolean {
  if (field.kind === 'signature') return a.state === b.state
  return sameKeying(field, plain(a), plain(b))
}

/** Whether the machine's reading is what was found right; null when it says nothing, or nobody can read the ink. */
export function machineRight(field: Field, reading: Reading | null, truth: Said): boolean | null {
  if (reading === null || truth.state === 'unclear') return null
  if (reading.state === 'read') return sameAnswer(field, { state: 'read', value: reading.value }, truth)
  return reading.state === 'blank' ? sameAnswer(field, { state: 'blank', value: null }, truth) : null
}

/** What stood and what was keyed again as they are shown to who decides: nothing tells which is which. */
export function inDisputeOrder<T>(turn: number, stood: T, again: T): readonly [T, T] {
  // The order of work goes by the turn too: its last digits say nothing of its first.
  return Math.floor(turn * 1e9) % 2 === 0 ? [stood, again] : [again, stood]
}

// A list without an option says what an empty field says.
function plain(said: Said): Said {
  return said.state === 'read' && (said.value === null || said.value.length === 0)
    ? { state: 'blank', value: null }
    : said
}
