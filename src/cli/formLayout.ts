import type { Command } from './command.ts'
import { findForm } from './findForm.ts'
import { wholeNumber } from './number.ts'

export const formLayout: Command = {
  name: 'form layout',
  usage: 'FORM [--version V] --json',
  words: [1, 1],
  options: { version: { type: 'string' }, json: { type: 'boolean' } },
  async run([id], options, { print }) {
    const version =
      options['version'] === undefined ? undefined : wholeNumber('version', options['version'], 1, 1, 9999)
    print(JSON.stringify((await findForm(id!, version)).layout, null, 2))
    return 0
  },
}
