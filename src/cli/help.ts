import type { CliWords } from '../locale/zh/cli.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { table } from './table.ts'

/** Help for one command with its options, or a line for each of all, no wider than a terminal. */
export function help(command: Command | undefined, words: CliWords): string {
  if (command !== undefined)
    return [`xiance ${command.name} ${command.usage}`.trim(), '', words.commands[command.name]].join('\n')
  const rows = commands.map(({ name }) => [`xiance ${name}`, words.commands[name]])
  return [words.intro, '', table([words.command, words.does], rows), '', words.options, words.settings].join('\n')
}
