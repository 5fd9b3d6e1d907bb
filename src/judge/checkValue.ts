import type { LayoutField } from '../contract/layout.ts'
import type { ValueState } from '../contract/letter.ts'
import type { Value } from '../contract/reading.ts'
import type { FieldReason } from '../contract/reasons.ts'
import type { JudgeContext, Rule } from './rule.ts'
import { count } from './rules/count.ts'
import { date } from './rules/date.ts'
import { email } from './rules/email.ts'
import { id } from './rules/id.ts'
import { list } from './rules/list.ts'
import { postcode } from './rules/postcode.ts'
import { required } from './rules/required.ts'
import { size } from './rules/size.ts'
import { telephone } from './rules/telephone.ts'

/** What is wrong with a value, machine's or person's; [] when nothing is. `unclear` breaks no rule: somebody looked. */
export function checkValue(
  field: LayoutField,
  state: ValueState,
  value: Value | null,
  context: JudgeContext,
): FieldReason[] {
  return [...new Set(rules.flatMap((rule) => rule(field, state, value, context)))]
}

const rules: readonly Rule[] = [required, size, telephone, email, date, postcode, count, id, list]
