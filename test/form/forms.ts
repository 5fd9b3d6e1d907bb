import { join } from 'node:path'
import type { LoadedForm } from '../../src/contract/form.ts'
import type { LayoutField } from '../../src/contract/layout.ts'
import { loadForms } from '../../src/form/loadForms.ts'

export const formsDir = join(import.meta.dirname, '../../forms')

const forms = await loadForms(formsDir)

/** A form of the checkout as a copy that may be changed. */
export function formCopy(id = 'golden-ideas-2021'): Writable<LoadedForm> {
  return structuredClone(forms.find((form) => form.id === id)!) as Writable<LoadedForm>
}

export function fieldOf(form: Writable<LoadedForm>, id: string): Writable<LayoutField> {
  return form.layout.pages.flatMap((page) => page.fields).find((field) => field.id === id)!
}

export type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T
