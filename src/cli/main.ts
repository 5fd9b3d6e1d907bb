import { parseArgs } from 'node:util'
import { errors, XianceError } from '../contract/errors.ts'
import { errorText } from '../locale/errorText.ts'
import { cli as en } from '../locale/en/cli.ts'
import { cli as zh } from '../locale/zh/cli.ts'
import type { Command, CommandContext } from './command.ts'
import { commandOf } from './commands.ts'
import { help } from './help.ts'
import { readSettings } from './settings.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  // Before the settings are read, an error about them must already find a language.
  let lang: 'zh' | 'en' = process.env['XIANCE_LANG'] === 'en' ? 'en' : 'zh'
  try {
    const settings = readSettings(process.env)
    lang = settings.lang
    const context: CommandContext = {
      settings,
      lang,
      words: lang === 'zh' ? zh : en,
      print: (line) => process.stdout.write(`${line}\n`),
      note: (line) => process.stderr.write(`${line}\n`),
      terminal: process.stderr.isTTY,
    }
    const command = await commandOf(args)
    if (command === undefined || args.includes('--help')) {
      context.print(help(command, context.words))
      return command === undefined && args.length > 0 && !isHelp(args[0]!) ? errors.USAGE.exit : 0
    }
    const { positionals, values } = parse(command, args)
    return await command.run(positionals, values, context)
  } catch (error) {
    if (!(error instanceof XianceError)) {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
      return errors.INTERNAL.exit
    }
    const { what, next } = errorText(error, lang)
    process.stderr.write(`✗ ${what}\n→ ${next}\n`)
    return errors[error.code].exit
  }
}

function isHelp(word: string): boolean {
  return word === 'help' || word === '--help' || word === '-h'
}

function parse(
  command: Command,
  args: readonly string[],
): { positionals: string[]; values: Record<string, string | boolean> } {
  try {
    const rest = args.slice(command.name.split(' ').length)
    const { positionals, values } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
      strict: true,
    })
    const [fewest, most] = command.words
    if (positionals.length < fewest || positionals.length > most)
      throw new Error(`xiance ${command.name} ${command.usage}`)
    return { positionals, values: values as Record<string, string | boolean> }
  } catch (error) {
    throw new XianceError('USAGE', { problem: error instanceof Error ? error.message : String(error) })
  }
}
