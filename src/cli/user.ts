import { createInterface } from 'node:readline/promises'
import { XianceError } from '../contract/errors.ts'
import { roles as allRoles, type People, type Role } from '../contract/people.ts'
import { openPeople } from '../people/openPeople.ts'
import { openStore } from '../store/openStore.ts'
import type { Command, CommandContext, OptionValues } from './command.ts'
import { foldersOf, migrationsFolder } from './folders.ts'
import { table } from './table.ts'

/** Whoever may run commands in the data folder may do everything with it anyway: the audit calls them this. */
const COMMAND = 'command'

const stdin = { stdin: { type: 'boolean' } } as const

/** Accounts. Each works beside the running service. */
export const userCommands: readonly Command[] = [
  {
    name: 'user add',
    usage: `NAME --roles ${allRoles.join(',')} [--stdin]`,
    words: [1, 1],
    options: { roles: { type: 'string' }, ...stdin },
    run: ([name], options, context) =>
      withPeople(context, async (people) => {
        const given = await typedPassword(options)
        const { password } = await people.add(name!, rolesOf(options['roles']), given, COMMAND)
        showPassword(given, password, context)
      }),
  },
  {
    name: 'user list',
    usage: '[--json]',
    words: [0, 0],
    options: { json: { type: 'boolean' } },
    run: (_words, options, context) =>
      withPeople(context, async (people) => {
        const list = await people.list()
        if (options['json'] === true) return context.print(JSON.stringify(list, null, 2))
        const { name, roles, since, state, active, disabled } = context.words.user
        const rows = list.map((person) => [
          person.name,
          person.roles.map((role) => context.words.roles[role]).join(' '),
          person.disabled ? disabled : active,
          person.since.slice(0, 10),
        ])
        context.print(table([name, roles, state, since], rows))
      }),
  },
  {
    name: 'user password',
    usage: 'NAME [--stdin]',
    words: [1, 1],
    options: stdin,
    run: ([name], options, context) =>
      withPeople(context, async (people) => {
        const given = await typedPassword(options)
        const { password } = await people.setPassword(name!, given, COMMAND)
        showPassword(given, password, context)
      }),
  },
  {
    name: 'user roles',
    usage: `NAME --roles ${allRoles.join(',')}`,
    words: [1, 1],
    options: { roles: { type: 'string' } },
    run: ([name], options, context) =>
      withPeople(context, async (people) => {
        await people.change(name!, { roles: rolesOf(options['roles']) }, COMMAND)
      }),
  },
  ...(['disable', 'enable'] as const).map((verb): Command => ({
    name: `user ${verb}`,
    usage: 'NAME',
    words: [1, 1],
    options: {},
    run: ([name], _options, context) =>
      withPeople(context, async (people) => {
        await people.change(name!, { disabled: verb === 'disable' }, COMMAND)
      }),
  })),
]

async function withPeople(
  { settings, note, words }: CommandContext,
  work: (people: People) => Promise<void>,
): Promise<number> {
  const store = await openStore(foldersOf(settings).database, migrationsFolder)
  try {
    await work(openPeople(store))
    note(words.user.done)
    return 0
  } finally {
    await store.close()
  }
}

function rolesOf(given: OptionValues[string]): Role[] {
  const names = typeof given === 'string' ? given.split(',').map((name) => name.trim()) : []
  const found = allRoles.filter((role) => names.includes(role))
  if (found.length === 0 || found.length !== new Set(names).size)
    throw new XianceError('USAGE', { problem: `--roles ${allRoles.join(',')}` })
  return found
}

/** A password on the command line would be seen by every process of the machine; it comes by standard input. */
async function typedPassword(options: OptionValues): Promise<string | null> {
  if (options['stdin'] !== true) return null
  const lines = createInterface({ input: process.stdin })
  for await (const line of lines) {
    lines.close()
    return line
  }
  throw new XianceError('USAGE', { problem: '--stdin' })
}

function showPassword(given: string | null, password: string, { print, words }: CommandContext): void {
  if (given === null) print(`${words.user.password} ${password}`)
}
