import { randomInt } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { newSerial } from '../contract/serial.ts'
import { printForm } from '../print/printForm.ts'
import { printLabel } from '../print/printLabel.ts'
import type { Command } from './command.ts'
import { findForm } from './findForm.ts'
import { oneOf, wholeNumber } from './number.ts'
import { startProgress } from './progress.ts'

/** Draws a serial nobody can guess from another: it is all that ties the pages of a letter together. */
export const randomSerial = (): string => newSerial(() => randomInt(2 ** 32) / 2 ** 32)

export const formPrint: Command = {
  name: 'form print',
  usage: 'FORM [--serials N] [--lang zh|en] --out DIR',
  words: [1, 1],
  options: {
    serials: { type: 'string' },
    lang: { type: 'string' },
    out: { type: 'string', default: '.' },
    json: { type: 'boolean' },
  },
  async run([id], options, context) {
    const form = await findForm(id!)
    const lang = oneOf('lang', options['lang'], 'zh', ['zh', 'en'])
    const count = wholeNumber('serials', options['serials'], 0, 0, 100_000)
    const folder = resolve(String(options['out']))
    await mkdir(folder, { recursive: true })
    const name = `${form.id}-v${form.version}-${lang}`
    const written: { file: string; serial: string | null }[] = []
    const write = async (file: string, bytes: Uint8Array, serial: string | null): Promise<void> => {
      await writeFile(join(folder, file), bytes)
      written.push({ file: join(folder, file), serial })
    }
    const progress = startProgress(form.title[context.lang], context)
    if (count === 0) await write(`${name}.pdf`, await printForm(form, { lang, serial: null }), null)
    for (let i = 0; i < count; i++) {
      const serial = randomSerial()
      await write(`${name}-${serial}.pdf`, await printForm(form, { lang, serial }), serial)
      progress.update(i + 1, count)
    }
    progress.stop()
    await write(`${form.id}-ems-label.pdf`, await printLabel(form.campaign), null)
    if (options['json'] === true) context.print(JSON.stringify(written, null, 2))
    else for (const { file } of written) context.print(`${context.words.print.written} ${file}`)
    return 0
  },
}
