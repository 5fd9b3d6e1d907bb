import { XianceError } from '../contract/errors.ts'
import type { OptionValues } from './command.ts'

type OptionValue = OptionValues[string]

/** A whole number given as an option; `fallback` when absent. Throws USAGE outside the range. */
export function wholeNumber(option: string, text: OptionValue, fallback: number, min: number, max: number): number {
  if (text === undefined) return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new XianceError('USAGE', { problem: `--${option} ${String(text)}: ${min}–${max}` })
  return value
}

/** One of a list given as an option; `fallback` when absent. Throws USAGE for anything else. */
export function oneOf<const T extends string>(option: string, text: OptionValue, fallback: T, values: readonly T[]): T {
  if (text === undefined) return fallback
  if (values.includes(text as T)) return text as T
  throw new XianceError('USAGE', { problem: `--${option} ${String(text)}: ${values.join(' | ')}` })
}

/** A percent given as an option, as a share 0..1; null when absent. Throws USAGE for none. */
export function shareOption(option: string, text: OptionValue): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (!Number.isFinite(value) || value <= 0 || value > 100)
    throw new XianceError('USAGE', { problem: `--${option} ${String(text)}: 0–100` })
  return value / 100
}
