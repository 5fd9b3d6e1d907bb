import { readFileSync } from 'node:fs'
import { Compile } from 'typebox/compile'
import { Calibration, scoreOf } from '../contract/calibration.ts'
import { XianceError } from '../contract/errors.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import shipped from './calibration.json' with { type: 'json' }
import { rightShare } from './fitCurve.ts'

/**
 * How likely the reading of a field is wrong, by the calibration in force; null for a reading that claims nothing (unclear, failed).
 * A kind without a curve is taken at its reader's word.
 */
export function statedError(field: Pick<LayoutField, 'kind' | 'decoder'>, reading: Reading): number | null {
  const scored = scoreOf(field, reading)
  if (scored === null) return null
  const curve = inForce.kinds[scored.kind]
  const ownWord = 1 - scored.score
  if (curve === undefined) return ownWord
  const byCurve = 1 - rightShare(curve, scored.score)
  return isOfAHand(scored.kind) ? Math.sqrt(byCurve * Math.max(ownWord, SUREST)) : byCurve
}

// No reader is surer than that of a hand that it does not know: at 0 the curve would count for nothing.
export const SUREST = 1e-4

/**
 * Whether a kind's errors belong to the hand that writes. A curve knows few hands and its reader none, so both are asked and count alike: the
 * geometric mean of what the two take for wrong (decisions/0119).
 */
export function isOfAHand(kind: string): boolean {
  return kind === 'line'
}

/** Errors: CALIBRATION_INVALID. */
export function readCalibration(path: string): Calibration {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new XianceError(
      'CALIBRATION_INVALID',
      { path, problem: cause instanceof Error ? cause.message : '' },
      { cause },
    )
  }
  const [problem] = schema.Errors(value)
  if (problem !== undefined)
    throw new XianceError('CALIBRATION_INVALID', { path, problem: `${problem.instancePath} ${problem.message}` })
  return value as Calibration
}

/**
 * What this process judges by from now on; null: the shipped calibration. One for the process, like a model: scores have one
 * meaning, whichever letter they are of.
 */
export function judgeBy(calibration: Calibration | null): void {
  inForce = calibration ?? shippedCalibration
}

export function calibrationInForce(): Calibration {
  return inForce
}

const schema = Compile(Calibration)
// Imported, not read from a path: it goes along wherever this code is bundled.
const shippedCalibration: Calibration = shipped
let inForce = shippedCalibration
