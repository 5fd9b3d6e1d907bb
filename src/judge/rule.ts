import type { LayoutField } from '../contract/layout.ts'
import type { ValueState } from '../contract/letter.ts'
import type { Value } from '../contract/reading.ts'
import type { FieldReason } from '../contract/reasons.ts'

/** What a rule may know beyond the field: first and last day of the campaign, ISO dates, both included. */
export interface JudgeContext {
  readonly window: { readonly from: string; readonly to: string }
}

/**
 * One thing that must hold for a value, whoever it is from. A rule SHALL answer [] for fields and states it is not
 * about, and SHALL NOT look at how sure a reading was.
 */
export type Rule = (field: LayoutField, state: ValueState, value: Value | null, context: JudgeContext) => FieldReason[]

/** A rule over the text of fields of one decoder. */
export function textRule(
  decoder: LayoutField['decoder'],
  check: (text: string, field: LayoutField, context: JudgeContext) => FieldReason | null,
): Rule {
  return (field, state, value, context) => {
    if (field.decoder !== decoder || state !== 'read' || typeof value !== 'string') return []
    const reason = check(value, field, context)
    return reason === null ? [] : [reason]
  }
}
