import type { Decoder } from '../contract/layout.ts'
import type { Slot } from './slot.ts'

/**
 * The characters of a free line as its field would have them in cells: telephones without what parts their groups, dates as eight digits with a
 * zero before what has only one. Numbered anew; what was put in has no place on the page.
 */
export function asInCells(slots: readonly Slot[], decoder: Decoder): Slot[] {
  const parted =
    decoder === 'date' ? fullDate(slots) : decoder === 'telephone' ? slots.filter(isDigit).map(asDigit) : slots
  return parted.map((slot, cell) => ({ ...slot, cell }))
}

/** The same for text: what two engines read alike may be written in two ways. */
export function textAsInCells(text: string, decoder: Decoder): string {
  if (decoder === 'telephone') return text.replaceAll(/\D/g, '')
  if (decoder !== 'date') return text
  const parts = text.split(/\D+/).filter((part) => part !== '')
  return parts.length === 3 ? parts.map((part, i) => (i === 0 ? part : part.padStart(2, '0'))).join('') : parts.join('')
}

function fullDate(slots: readonly Slot[]): Slot[] {
  const parts: Slot[][] = [[]]
  for (const slot of slots) {
    if (isDigit(slot)) parts.at(-1)!.push(asDigit(slot))
    else if (parts.at(-1)!.length > 0) parts.push([])
  }
  const [year = [], month = [], day = [], ...rest] = parts.filter((part) => part.length > 0)
  // Anything else stands as it is: the rules of a date will say so.
  if (day.length === 0 || rest.length > 0) return parts.flat()
  return [...year, ...twoDigits(month), ...twoDigits(day)]
}

function twoDigits(part: readonly Slot[]): Slot[] {
  return part.length === 1 ? [{ cell: 0, options: [{ text: '0', score: 0 }] }, ...part] : [...part]
}

function isDigit({ options }: Slot): boolean {
  return /^\d$/.test(options[0]?.text ?? '')
}

function asDigit(slot: Slot): Slot {
  return { ...slot, options: slot.options.filter(({ text }) => /^\d$/.test(text)) }
}
