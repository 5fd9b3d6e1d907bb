import type { FieldView } from '../../contract/letter.ts'
import type { FieldState } from '../../review/editing.ts'
import { lang, words } from '../preferences.ts'

/** A value in words: options by their labels, blank and illegible by name. */
export function shownValue({ state, value }: Pick<FieldState, 'state' | 'value'>, field: FieldView): string {
  if (state === 'unclear') return words.value('letter.illegible')
  if (value === null || value.length === 0) return words.value('conflict.none')
  if (typeof value === 'string') return field.kind === 'signature' ? words.value('letter.signed') : value
  return value.map((id) => field.options.find((option) => option.value === id)?.label[lang.value] ?? id).join('、')
}
