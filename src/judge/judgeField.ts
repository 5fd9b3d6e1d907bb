import { scoreOf } from '../contract/calibration.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Decision } from '../contract/letter.ts'
import { runsAcrossCells, type Reading } from '../contract/reading.ts'
import type { FieldReason } from '../contract/reasons.ts'
import { statedError } from './calibration.ts'
import { checkValue } from './checkValue.ts'
import type { JudgeContext } from './rule.ts'
import { targetOfKind } from './thresholds.ts'

/**
 * Whether the machine's reading of a field may stand. `how: 'machine'` when nothing demands a person, else `how: 'none'` with
 * the reasons. A field that was not read (`reading` null: its page has not come, or failed) is not
 * judged: nothing stands and there are no reasons, and nobody may take it for one that was left blank.
 */
export function judgeField(field: LayoutField, reading: Reading | null, context: JudgeContext): Decision {
  if (reading === null) return { field: field.id, how: 'none', state: 'unclear', value: null, reasons: [] }
  const proposal = proposalOf(reading)
  const found = [...doubts(field, reading), ...checkValue(field, proposal.state, proposal.value, context)]
  const reasons = [...new Set(found)]
  return { field: field.id, how: reasons.length === 0 ? 'machine' : 'none', ...proposal, reasons }
}

function proposalOf(reading: Reading): Pick<Decision, 'state' | 'value'> {
  if (reading.state === 'read') return { state: 'read', value: reading.value }
  return { state: reading.state === 'blank' ? 'blank' : 'unclear', value: null }
}

/** What makes a person look however good the value seems. */
function doubts(field: LayoutField, reading: Reading): FieldReason[] {
  if (reading.state === 'failed') return ['READ_FAILED']
  const reasons: FieldReason[] = []
  // Whoever stuck something on may have meant it for another field, or hidden an answer.
  if (reading.state !== 'blank' && reading.covered === true) reasons.push('COVERED')
  // What stands on a wall of its cells may be taken off with it, for all engines alike: an i, a 1.
  else if (runsAcrossCells(field, reading)) reasons.push('ACROSS_CELLS')
  if (reading.marks?.some((mark) => mark.state === 'doubtful') === true) reasons.push('DOUBTFUL_MARK')
  // A doubtful mark says the same and more.
  if (reading.state === 'unclear') return reasons.length === 0 ? ['UNCLEAR'] : reasons
  const target = targetOfKind(scoreOf(field, reading)!.kind)
  if (target === null) return [...reasons, 'ALWAYS_PERSON']
  // What was written follows no rule of the field: however clear it is, the machine cannot tell a slip from an exception.
  if (reading.state === 'read' && reading.decoding?.reason === 'REJECTED') reasons.push('OUTSIDE_RULES')
  // What stands beside its cell is read less well than any curve knows.
  if (reading.state === 'read' && reading.characters?.some(({ crowded }) => crowded !== undefined) === true)
    reasons.push('CROWDED_CELL')
  if (maybeLost(field, reading)) return [...reasons, 'MAYBE_LOST']
  return statedError(field, reading)! > target ? [...reasons, 'LOW_CONFIDENCE'] : reasons
}

// A black and white scan may keep nothing of a faint tick, and its reader says so (decision 0036). No curve knows: what is lost
// looks like what was never written.
function maybeLost(field: LayoutField, reading: Reading): boolean {
  return field.kind === 'choice' && reading.state === 'blank' && reading.confidence < SURELY_BLANK
}
const SURELY_BLANK = 0.95
