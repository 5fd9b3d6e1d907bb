import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandContext, OptionValues } from '../../src/cli/command.ts'
import { migrationsFolder } from '../../src/cli/folders.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { showFirst } from '../../src/cli/showFirst.ts'
import { userCommands } from '../../src/cli/user.ts'
import { cli as words } from '../../src/locale/en/cli.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { openStore } from '../../src/store/openStore.ts'
import { putBlanks } from '../run/drawnBlanks.ts'

const bin = resolve(import.meta.dirname, '../../src/cli/xiance.js')
const PASSWORD = /[2-9a-z]{4}(-[2-9a-z]{4}){3}/
let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'xiance-user-'))
  await putBlanks(data)
})
afterAll(() => rm(data, { recursive: true, force: true }))

/** A command as main.ts runs it; what it prints. */
async function xiance(name: string, given: string[], options: OptionValues = {}): Promise<string> {
  const printed: string[] = []
  const settings = readSettings({ XIANCE_DATA: data })
  const note = (): void => {}
  const context: CommandContext = {
    settings,
    words,
    lang: 'en',
    print: (line) => void printed.push(line),
    note,
    terminal: false,
  }
  await userCommands.find((command) => command.name === `user ${name}`)!.run(given, options, context)
  return printed.join('\n')
}

it('the first start shows its administrator once; accounts made beside the running service are good at once', async () => {
  const child = spawn(process.execPath, [bin, 'serve'], {
    env: { ...process.env, XIANCE_LANG: 'en', XIANCE_PORT: '0', XIANCE_READERS: '1', XIANCE_DATA: data },
  })
  try {
    const errors = text(child.stderr)
    let shown = ''
    for await (const piece of child.stdout) if ((shown += String(piece)).includes('Ctrl+C')) break
    const url = /http:\/\/[\d.:]+/.exec(shown)![0]
    const signIn = async (name: string, password: string): Promise<number> => {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ name, password })
      return (await fetch(`${url}/api/session`, { method: 'POST', headers, body })).status
    }
    const [, name, password] = /name (\S+)\n {2}password (\S+)/.exec(shown)!
    expect(await signIn(name!, password!)).toBe(200)
    const made = PASSWORD.exec(await xiance('add', ['李娜'], { roles: 'reviewer,settler' }))![0]
    expect(await signIn('李娜', made)).toBe(200)
    await xiance('disable', ['李娜'])
    expect(await signIn('李娜', made)).toBe(401)
    child.kill('SIGINT')
    await once(child, 'exit')
    expect(await errors).not.toContain(password)
  } finally {
    child.kill('SIGKILL')
  }
}, 240_000)

describe('xiance user', () => {
  it('lists, sets passwords, and refuses what is not right', async () => {
    const list = JSON.parse(await xiance('list', [], { json: true })) as { name: string; disabled: boolean }[]
    expect(list.map(({ name, disabled }) => [name, disabled])).toEqual([
      ['admin', false],
      ['李娜', true],
    ])
    expect(await xiance('list', [])).toContain('reviewer settler')
    expect(await xiance('password', ['admin'])).toMatch(PASSWORD)
    await xiance('roles', ['李娜'], { roles: 'clerk' })
    expect(await xiance('list', [])).toContain('mailroom clerk')
    await expect(xiance('disable', ['admin'])).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' })
    await expect(xiance('enable', ['nobody'])).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' })
    for (const roles of ['king', '', 'clerk,king'])
      await expect(xiance('add', ['x'], { roles }), roles).rejects.toMatchObject({ code: 'USAGE' })
  })
})

it('keeps the first password out of what a file or a journal would keep', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xiance-user-'))
  const store = await openStore(join(folder, 'x.sqlite'), migrationsFolder)
  const printed: string[] = []
  const settings = readSettings({ XIANCE_DATA: folder })
  await showFirst(openPeople(store), folder, { words, settings, print: (line) => void printed.push(line) }, true)
  await store.close()
  await rm(folder, { recursive: true })
  expect(printed.join('\n')).toMatch(/: npx xiance user password admin$/)
  expect(printed.join('\n')).not.toMatch(PASSWORD)
})

it('says which folder the password is to be made in when the environment chooses another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xiance-user-'))
  const store = await openStore(join(folder, 'x.sqlite'), migrationsFolder)
  const printed: string[] = []
  const context = { words, settings: readSettings({}), print: (line: string) => void printed.push(line) }
  await showFirst(openPeople(store), folder, context, true)
  await store.close()
  await rm(folder, { recursive: true })
  expect(printed.join('\n')).toContain(`: XIANCE_DATA=${folder} npx xiance user password admin`)
})
