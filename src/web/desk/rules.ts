import type { FieldView } from '../../contract/letter.ts'
import type { FieldReason } from '../../contract/reasons.ts'
import { checkValue } from '../../judge/checkValue.ts'
import { fieldState } from '../../review/editing.ts'
import type { Desk } from './desk.ts'

/** The rules that the value breaks as it is on the screen now, by the same rules the service judges with. */
export function rulesBroken({ view, editing }: Desk, field: FieldView): FieldReason[] {
  if (field.pageId === null) return []
  const { state, value } = fieldState(editing, field.id)
  return checkValue(field, state, value, { window: view.window })
}
