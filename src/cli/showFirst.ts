import { fstatSync } from 'node:fs'
import type { People } from '../contract/people.ts'
import type { CommandContext } from './command.ts'

/**
 * A folder that has nobody yet gets its administrator, whose password is shown here and never again. Where standard output goes to a
 * file or to the system's journal it is not shown: a log keeps what it gets. It says then how to have one made.
 */
export async function showFirst(
  people: People,
  { print, words }: Pick<CommandContext, 'print' | 'words'>,
  kept = isKept(),
): Promise<void> {
  const first = await people.first()
  if (first === null) return
  const { made, name, password, hidden } = words.first
  print(kept ? `${made} ${name} ${first.name}` : `${made}\n  ${name} ${first.name}\n  ${password} ${first.password}`)
  if (kept) print(`${hidden}: npx xiance user password ${first.name}`)
}

/** Whether what this process prints stays somewhere. */
function isKept(): boolean {
  return process.env['JOURNAL_STREAM'] !== undefined || fstatSync(1).isFile()
}
