import { signal } from '@preact/signals'
import type { ErrorReport } from '../../contract/measured.ts'
import { routes } from '../../contract/routes.ts'
import { call } from '../call.ts'
import { failureWords, say } from '../notices.ts'

export const report = signal<ErrorReport | null>(null)
/** What may be wrong, in percent, as it was typed; empty: what the office bears of each kind. */
export const borne = signal('')

export async function loadErrors(): Promise<void> {
  const percent = Number(borne.value)
  const wrong = borne.value.trim() === '' || !(percent > 0 && percent <= 100) ? {} : { wrong: percent / 100 }
  try {
    report.value = await call(routes.showErrors, { query: wrong })
  } catch (error) {
    say('problem', failureWords(error))
  }
}
