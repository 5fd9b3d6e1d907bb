import { activeField } from './desk/desk.ts'
import { openPlaces, candidatesHere } from './desk/doubts.ts'
import { doing } from './doing.ts'
import { keyFor, momentOf } from './dispatch.ts'
import type { Where } from './keys.ts'
import { changingOwn } from './people/accounts.ts'
import { asking } from './split/session.ts'
import { conflict, desk, helpOpen, person, place } from './state.ts'

/** One listener for all keys; what a press means is decided by `keys.ts` and where the hand is. */
export function listenKeys(): void {
  addEventListener('keydown', (press) => {
    if (helpOpen.value && press.key === 'Escape') {
      helpOpen.value = false
      press.preventDefault()
      return
    }
    const found = keyFor(press, { where: momentOf(placesNow()), typing: isTyping(press.target) })
    if (found === null || (isControl(press.target) && ['Enter', 'Space', 'Tab', 'Shift+Tab'].includes(found.chord)))
      return
    press.preventDefault()
    found.key.run(doing, found.chord)
  })
}

function placesNow(): Where[] {
  // Over all else lies a dialog, whose own keys are those of its form.
  if (helpOpen.value || changingOwn.value || !person.value) return ['everywhere']
  if (conflict.value !== null) return ['conflict']
  if (place.value.screen === 'letters') return ['list']
  if (place.value.screen === 'intake') return ['intake']
  if (place.value.screen === 'group') return ['group']
  if (place.value.screen === 'envelopes') return ['envelopes']
  if (place.value.screen === 'fit') return ['fit']
  if (place.value.screen === 'split') return [asking.value ? 'splitTarget' : 'split']
  if (place.value.screen === 'steps') return ['steps']
  if (place.value.screen === 'samples') return ['samples']
  const now = desk.value
  if (place.value.screen !== 'letter') return ['everywhere']
  if (now === null) return ['opening']
  if (now.asking !== null) return ['asking']
  const field = activeField(now)
  if (field === undefined || field.pageId === null) return ['letter']
  if (field.kind === 'choice' || field.kind === 'signature') return ['choice']
  const inCells = field.kind === 'comb' || field.kind === 'grid' ? 'cells' : 'line'
  // In a field of digits the number keys type; its candidates are taken with Alt.
  const choosing =
    now.choosing && !typesDigits(field.decoder) && candidatesHere(now, field, now.cursor.place).length > 0
  return choosing && openPlaces(now, field).includes(now.cursor.place) ? ['choosing', inCells] : [inCells]
}

export function typesDigits(decoder: string): boolean {
  return !['text', 'name'].includes(decoder)
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

// A button or link that has the focus keeps its own Enter, Space and Tab.
function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a[href], button, select, [data-control]') !== null
}
