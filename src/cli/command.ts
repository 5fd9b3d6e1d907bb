import type { ParseArgsConfig } from 'node:util'
import type { Settings } from '../contract/settings.ts'
import type { CliWords } from '../locale/zh/cli.ts'

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>

export interface CommandContext {
  readonly settings: Settings
  readonly words: CliWords
  readonly lang: 'zh' | 'en'
  /** One line to standard output. */
  readonly print: (line: string) => void
  /** One line to standard error: progress and remarks, never results. */
  readonly note: (line: string) => void
  /** Standard error is a terminal: moving progress bars are welcome. */
  readonly terminal: boolean
}

/** A command is data: help and parsing come from the same list. `name` may be two words, e.g. `form list`. */
export interface Command {
  readonly name: keyof CliWords['commands']
  /** What follows the name, e.g. `FORM [--version V]`. */
  readonly usage: string
  /** Fewest and most words after the name. */
  readonly words: readonly [number, number]
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Answers with the exit status. */
  run(words: readonly string[], options: OptionValues, context: CommandContext): Promise<number>
}
