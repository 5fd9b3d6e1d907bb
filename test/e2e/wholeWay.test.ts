import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import Schema from 'typebox/schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ExportedLetter } from '../../src/contract/exported.ts'
import type { TruthLetter } from '../../src/contract/truth.ts'

const run = promisify(execFile)
const bin = resolve(import.meta.dirname, '../../src/cli/xiance.js')
const blocker = pathToFileURL(join(import.meta.dirname, 'blockNetwork.js')).href

describe('the whole way, with the network blocked in every process', () => {
  let folder: string
  let log: string
  let data: string
  let shown: string

  const xiance = async (args: string[], env: Record<string, string> = {}) =>
    run(process.execPath, [bin, ...args], {
      env: { ...process.env, NODE_OPTIONS: `--import ${blocker}`, BLOCKED_NETWORK_LOG: log, XIANCE_LANG: 'en', ...env },
      maxBuffer: 64e6,
    })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-e2e-'))
    log = join(folder, 'network.log')
    await writeFile(log, '')
    const { stdout } = await xiance(['demo', '--letters', '2', '--severity', 'clean', '--no-serve'])
    shown = stdout
    data = stdout.trimEnd().split('\n').at(-1)!
  }, 240_000)

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await rm(data, { recursive: true, force: true })
  })

  it('prints, fills in, scans, reads and exports two letters as they were written', async () => {
    expect(shown).toMatch(/2 letters · (\d+) pages · \1 pages fitted · 0 pages blank · 0 pages held/)
    const { stdout } = await xiance(['export', '--format', 'json'], { XIANCE_DATA: data })
    const letters = JSON.parse(stdout) as ExportedLetter[]
    const truths = await readTruths(join(data, 'letters'))
    expect(letters).toHaveLength(2)
    for (const letter of letters) {
      expect(Schema.Check(ExportedLetter, letter)).toBe(true)
      const truth = truths.find(({ serial }) => serial === letter.serial)!
      for (const id of ['topics', 'prefecture', 'party', 'reply']) {
        const { reading } = letter.fields[id]!
        expect(reading!.state === 'read' ? reading!.value : [], `${letter.serial} ${id}`).toEqual(
          truth.fields[id]!.value,
        )
      }
      expect(letter.pages.every((page) => page.fitErrorMm !== null && page.fitErrorMm < 0.3)).toBe(true)
    }
  })

  it('takes the same files again without reading them twice', async () => {
    const scans = (await readdir(join(data, 'letters'))).filter((name) => !name.endsWith('.json'))
    const paths = scans.map((name) => join(data, 'letters', name))
    const { stdout } = await xiance(['intake', ...paths, '--json'], { XIANCE_DATA: data })
    const arrivals = JSON.parse(stdout) as { sameAs: string | null }[]
    expect(arrivals).toHaveLength(scans.length)
    expect(arrivals.every(({ sameAs }) => sameAs !== null)).toBe(true)
    const exported = await xiance(['export', '--format', 'json'], { XIANCE_DATA: data })
    expect(JSON.parse(exported.stdout)).toHaveLength(2)
  }, 120_000)

  it('never asked for the network', async () => {
    expect(await readFile(log, 'utf8')).toBe('')
  })

  it('would have been caught asking', async () => {
    const other = join(folder, 'other.log')
    await writeFile(other, '')
    const ask = "await fetch('http://xiance.example/').catch(() => {})"
    await run(process.execPath, ['--import', blocker, '--input-type=module', '-e', ask], {
      env: { ...process.env, BLOCKED_NETWORK_LOG: other },
    })
    expect(await readFile(other, 'utf8')).toContain('xiance.example')
  })
})

async function readTruths(folder: string): Promise<TruthLetter[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.truth.json'))
  return Promise.all(names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as TruthLetter))
}
