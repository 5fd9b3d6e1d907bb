import type { CliWords } from '../locale/zh/cli.ts'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { table } from './table.ts'

/** Help for one command, or for all. */
export function help(command: Command | undefined, words: CliWords): string {
  if (command !== undefined)
    return [`xiance ${command.name} ${command.usage}`, '', words.commands[command.name]].join('\n')
  const rows = commands.map(({ name, usage }) => [`xiance ${name} ${usage}`.trim(), words.commands[name]])
  return [words.intro, '', table([words.command, words.does], rows), '', words.settings].join('\n')
}
