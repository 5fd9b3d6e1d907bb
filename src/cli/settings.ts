import { Check, Convert, Default } from 'typebox/value'
import { XianceError } from '../contract/errors.ts'
import { Settings } from '../contract/settings.ts'

const PREFIX = 'XIANCE_'

/**
 * The settings in an environment, defaults filled in, frozen. Throws SETTING_INVALID for a value outside its range and for
 * a variable with our prefix that is not a setting: a misspelt name must not be silently ignored.
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const names = new Map(Object.keys(Settings.properties).map((key) => [variableOf(key), key] as const))
  const given: Record<string, unknown> = {}
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || text === undefined) continue
    const key = names.get(variable)
    if (key === undefined) throw invalid(variable, text, [...names.keys()].join(', '))
    const schema = Settings.properties[key as keyof Settings]
    const value = Convert(schema, text)
    if (!Check(schema, value)) throw invalid(variable, text, allowed(schema))
    given[key] = value
  }
  return Object.freeze(Default(Settings, given) as Settings)
}

/** `pageSeconds` → `XIANCE_PAGE_SECONDS`. */
function variableOf(key: string): string {
  return PREFIX + key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()
}

function allowed(schema: object): string {
  const {
    type,
    minimum,
    maximum,
    enum: values,
  } = schema as { type?: string; minimum?: number; maximum?: number; enum?: unknown }
  if (Array.isArray(values)) return values.join(' | ')
  return minimum === undefined ? String(type) : `${String(type)} ${String(minimum)}–${String(maximum)}`
}

function invalid(variable: string, value: string, range: string): XianceError {
  return new XianceError('SETTING_INVALID', { variable, value, allowed: range })
}
