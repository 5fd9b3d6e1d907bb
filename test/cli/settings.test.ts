import { describe, expect, it } from 'vitest'
import { readSettings } from '../../src/cli/settings.ts'
import { XianceError } from '../../src/contract/errors.ts'

function refusal(env: Record<string, string>): XianceError {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof XianceError) return error
    throw error
  }
  throw new Error('not refused')
}

describe('settings', () => {
  it('fills in what is not given and leaves other variables alone', () => {
    const settings = readSettings({ PATH: '/bin', XIANCE_PORT: '9000', XIANCE_PAGE_SECONDS: '5' })
    expect(settings).toMatchObject({ host: '127.0.0.1', port: 9000, pageSeconds: 5, lang: 'zh' })
    expect(Object.isFrozen(settings)).toBe(true)
  })

  it('refuses a value outside its range and names variable, value and range', () => {
    const { code, details } = refusal({ XIANCE_PORT: '99999' })
    expect(code).toBe('SETTING_INVALID')
    expect(details).toEqual({ variable: 'XIANCE_PORT', value: '99999', allowed: 'integer 0–65535' })
    expect(refusal({ XIANCE_PORT: 'soon' }).code).toBe('SETTING_INVALID')
    expect(refusal({ XIANCE_LANG: 'fr' }).details['allowed']).toBe('zh | en')
  })

  it('refuses a misspelt name', () => {
    expect(refusal({ XIANCE_PROT: '9000' }).details['variable']).toBe('XIANCE_PROT')
  })
})
