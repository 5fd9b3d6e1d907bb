import { loadForms } from '../form/loadForms.ts'
import type { Command } from './command.ts'
import { formsFolder } from './folders.ts'
import { table } from './table.ts'

export const formList: Command = {
  name: 'form list',
  usage: '[--json]',
  words: [0, 0],
  options: { json: { type: 'boolean' } },
  async run(_words, options, { print, words, lang }) {
    const rows = (await loadForms(formsFolder)).map(({ id, version, title, layout }) => ({
      form: id,
      version,
      title: title[lang],
      pages: layout.pages.length,
      fields: layout.pages.reduce((sum, page) => sum + page.fields.length, 0),
      fingerprint: layout.fingerprint,
    }))
    const { form, version, title, pages, fields, fingerprint } = words.form
    if (options['json'] === true) print(JSON.stringify(rows, null, 2))
    else
      print(
        table(
          [form, version, title, pages, fields, fingerprint],
          rows.map((row) => Object.values(row)),
        ),
      )
    return 0
  },
}
