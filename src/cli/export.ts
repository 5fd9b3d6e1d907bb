import { writeFile } from 'node:fs/promises'
import type { LetterView } from '../contract/letter.ts'
import type { ErrorReport } from '../contract/measured.ts'
import type { Office } from '../contract/office.ts'
import { exportCsv } from '../report/exportCsv.ts'
import { exportLetter } from '../report/exportLetter.ts'
import { exportXlsx } from '../report/exportXlsx.ts'
import { lookIntoOffice } from '../pipeline/startOffice.ts'
import type { Command } from './command.ts'
import { foldersOf, migrationsFolder } from './folders.ts'
import { oneOf } from './number.ts'

const formats = ['json', 'csv', 'xlsx'] as const
export type ExportFormat = (typeof formats)[number]

export const exportCommand: Command = {
  name: 'export',
  usage: '--format json|csv|xlsx [--state all|accepted] [--out FILE]',
  words: [0, 0],
  options: { format: { type: 'string' }, state: { type: 'string' }, out: { type: 'string' } },
  async run(_words, options, { settings, note, words }) {
    const format = oneOf('format', options['format'], 'json', formats)
    const state = oneOf('state', options['state'], 'all', ['all', 'accepted'])
    // Looks only: an export runs beside the service.
    const product = await lookIntoOffice(foldersOf(settings), migrationsFolder)
    try {
      const letters = await allLetters(product.office, state)
      const bytes = await exportBytes(letters, format, await product.office.errors(null))
      if (options['out'] === undefined) process.stdout.write(bytes)
      else {
        await writeFile(String(options['out']), bytes)
        note(`${words.export.written} ${letters.length} ${words.export.letters}: ${String(options['out'])}`)
      }
      return 0
    } finally {
      await product.close()
    }
  },
}

/** No export leaves without what was measured of it. */
export async function exportBytes(
  letters: readonly LetterView[],
  format: ExportFormat,
  errors: ErrorReport,
): Promise<Uint8Array> {
  if (format === 'xlsx') return exportXlsx(letters, errors)
  const exported = letters.map((view) => exportLetter(view, errors))
  return Buffer.from(format === 'csv' ? exportCsv(exported) : `${JSON.stringify(exported, null, 2)}\n`)
}

export async function allLetters(
  office: Pick<Office, 'letters' | 'letter'>,
  state: 'all' | 'accepted',
  personal = true,
): Promise<LetterView[]> {
  const views: LetterView[] = []
  for (let offset = 0; ; offset += 200) {
    const { letters, total } = await office.letters({ offset, limit: 200, ...(state === 'accepted' ? { state } : {}) })
    for (const { id } of letters) {
      const view = await office.letter(id)
      views.push(personal ? view : { ...view, fields: view.fields.filter((field) => !field.personal) })
    }
    if (offset + 200 >= total) return views
  }
}
