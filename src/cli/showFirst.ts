import { fstatSync } from 'node:fs'
import type { People } from '../contract/people.ts'
import type { CommandContext } from './command.ts'

/**
 * A folder that has nobody yet gets its administrator, whose password is shown here and never again. Where standard output goes to a
 * file or to the system's journal it is not shown: a log keeps what it gets. It says then how to have one made. `data`: the folder.
 */
export async function showFirst(
  people: People,
  data: string,
  { print, words, settings }: Pick<CommandContext, 'print' | 'words' | 'settings'>,
  kept = isKept(),
): Promise<void> {
  const first = await people.first()
  if (first === null) return
  const { made, once, name, password, hidden } = words.first
  if (!kept) {
    print(`${made}${once}\n  ${name} ${first.name}\n  ${password} ${first.password}`)
    return
  }
  // A folder that the environment does not choose (a demo's) has to be said.
  const folder = data === settings.data ? '' : `XIANCE_DATA=${data} `
  print(`${made} ${name} ${first.name}\n${hidden}: ${folder}npx xiance user password ${first.name}`)
}

/** Whether what this process prints stays somewhere. */
function isKept(): boolean {
  return process.env['JOURNAL_STREAM'] !== undefined || fstatSync(1).isFile()
}
