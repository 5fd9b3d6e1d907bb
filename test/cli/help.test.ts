import { expect, it } from 'vitest'
import { commandOf, commands } from '../../src/cli/commands.ts'
import { help } from '../../src/cli/help.ts'
import { widthOf } from '../../src/cli/table.ts'
import { cli as en } from '../../src/locale/en/cli.ts'
import { cli as zh } from '../../src/locale/zh/cli.ts'

it.each([
  ['zh', zh],
  ['en', en],
])('help (%s) has a line for every command that a terminal of 110 columns does not break', (_, words) => {
  const lines = help(undefined, words).split('\n')
  for (const { name } of commands) expect(lines.some((line) => line.startsWith(`xiance ${name} `))).toBe(true)
  expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(110)
})

it('help of one command says its options', async () => {
  expect(help(await commandOf(['intake']), zh)).toContain('PATH… [--watch] [--json]')
})

it('every command is the one that its name says, the longest name first', async () => {
  for (const listed of commands) {
    const { name } = listed
    expect((await listed.load()).name).toBe(name)
    expect((await commandOf([...name.split(' '), 'more']))?.name).toBe(name)
  }
  expect(await commandOf(['form'])).toBeUndefined()
})
