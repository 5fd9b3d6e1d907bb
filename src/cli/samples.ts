import { join } from 'node:path'
import { loadForms } from '../form/loadForms.ts'
import { writeSamples } from '../paper/samples.ts'
import type { Command } from './command.ts'
import { formsFolder, samplesFolder } from './folders.ts'
import { paperBlanks } from './paperBlanks.ts'
import { startProgress } from './progress.ts'

export const samples: Command = {
  name: 'samples',
  usage: '[--out DIR]',
  words: [0, 0],
  options: { out: { type: 'string', default: samplesFolder } },
  async run(_words, options, context) {
    const folder = String(options['out'])
    const forms = (await loadForms(formsFolder)).map((form) => ({
      layout: form.layout,
      window: form.campaign.window,
      blanksFor: async (serial: string) => paperBlanks(form, serial),
    }))
    const progress = startProgress(context.words.demo.writing, context)
    const names = await writeSamples(forms, folder, (done, total) => progress.update(done, total))
    progress.stop()
    for (const name of names) context.print(`${context.words.print.written} ${join(folder, name)}`)
    return 0
  },
}
