import { XianceError } from '../contract/errors.ts'
import { TRIAL_SHEET, trialSheet } from '../bench/trialSheet.ts'
import type { LoadedForm } from '../contract/form.ts'
import { loadForms } from '../form/loadForms.ts'
import { formsFolder } from './folders.ts'

/** The form of that name (a trial sheet is one, though nobody hands it out) in its newest version, or in the one asked for. Throws FORM_UNKNOWN. */
export async function findForm(id: string, version?: number): Promise<LoadedForm> {
  if (id === TRIAL_SHEET) return trialSheet()
  const forms = await loadForms(formsFolder)
  const found = forms
    .filter((form) => form.id === id && (version === undefined || form.version === version))
    .toSorted((a, b) => b.version - a.version)[0]
  if (found === undefined)
    throw new XianceError('FORM_UNKNOWN', { form: id, known: [...new Set(forms.map((form) => form.id))].join(', ') })
  return found
}
