import { errors } from '../contract/errors.ts'
import { checkForm } from '../form/check.ts'
import { loadForms } from '../form/loadForms.ts'
import { checkArtwork } from '../print/checkArtwork.ts'
import type { Command } from './command.ts'
import { findForm } from './findForm.ts'
import { formsFolder } from './folders.ts'

export const formCheck: Command = {
  name: 'form check',
  usage: '[FORM] [--json]',
  words: [0, 1],
  options: { json: { type: 'boolean' } },
  async run([id], options, { print, words, lang }) {
    const forms = id === undefined ? await loadForms(formsFolder) : [await findForm(id)]
    const breaches = []
    for (const form of forms) breaches.push(...checkForm(form), ...(await checkArtwork(form)))
    if (options['json'] === true) print(JSON.stringify(breaches, null, 2))
    else {
      for (const { form, version, page, target, sentence } of breaches)
        print(`✗ ${form} v${version}${page === null ? '' : ` p${page}`} ${target}: ${sentence[lang]}`)
      const names = forms.map((form) => `${form.id} v${form.version}`).join(', ')
      print(breaches.length === 0 ? `✓ ${names}: ${words.check.ok}` : `${breaches.length} ${words.check.breaches}`)
    }
    return breaches.length === 0 ? 0 : errors.FORM_BREACHES.exit
  },
}
