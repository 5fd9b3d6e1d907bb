import type { Campaign } from '../contract/form.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { LetterRow } from '../contract/rows.ts'
import type { StoreReads } from '../contract/store.ts'

export interface FormFields {
  /** By id, of all pages. */
  readonly fields: ReadonlyMap<string, LayoutField>
  readonly window: Campaign['window']
}

/** For work on many letters: the fields of a letter's form. A layout is large, and letters have few: each is read once. */
export function formFields(store: StoreReads): (letter: LetterRow) => Promise<FormFields> {
  const known = new Map<string, Promise<FormFields>>()
  const read = async ({ form, version, fingerprint }: LetterRow): Promise<FormFields> => {
    const { layout, campaign } = (await store.form(form, version, fingerprint))!
    const fields = layout.pages.flatMap((page) => page.fields)
    return { fields: new Map(fields.map((field) => [field.id, field])), window: campaign.window }
  }
  return (letter) => {
    const key = JSON.stringify([letter.form, letter.version, letter.fingerprint])
    const form = known.get(key) ?? read(letter)
    known.set(key, form)
    return form
  }
}
