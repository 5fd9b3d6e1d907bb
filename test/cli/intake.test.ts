import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { errors } from '../../src/contract/errors.ts'
import { putBlanks } from '../run/drawnBlanks.ts'

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '../..')
const sample = join(root, 'scans/samples/slip-clean-p1.png')

describe('xiance intake', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-cli-intake-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  const intake = async (data: string, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    await putBlanks(join(folder, data))
    const env = { ...process.env, XIANCE_LANG: 'en', XIANCE_DATA: join(folder, data) }
    try {
      return {
        code: 0,
        ...(await run(process.execPath, [join(root, 'src/cli/xiance.js'), 'intake', ...args], { env })),
      }
    } catch (error) {
      return error as { code: number; stdout: string; stderr: string }
    }
  }

  it('takes a good scan in and says nothing is wrong', async () => {
    const { code, stdout } = await intake('good', sample)
    expect(stdout).toMatch(/slip-clean-p1\.png +1 +1 /)
    expect(code).toBe(0)
  }, 120_000)

  it('watches the inbox, says what became of each file, and ends within ten seconds of being asked to', async () => {
    const data = join(folder, 'good')
    const env = { ...process.env, XIANCE_LANG: 'en', XIANCE_DATA: data, XIANCE_STABLE_SECONDS: '0.2' }
    const child = spawn(process.execPath, [join(root, 'src/cli/xiance.js'), 'intake', '--watch'], { env })
    onTestFinished(() => void child.kill('SIGKILL'))
    let told = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (told += String(text)))
    await expect.poll(() => told, { timeout: 60_000 }).toContain('inbox')
    await cp(sample, join(data, 'scans/inbox/again.png'))
    await expect.poll(() => told, { timeout: 60_000 }).toMatch(/^again\.png · same bytes .*A-000001/m)
    const asked = performance.now()
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(performance.now() - asked).toBeLessThan(10_000)
  }, 120_000)

  it('refuses each bad file with its reason and advice, goes on with the others, and says so by its exit status', async () => {
    const scans = join(folder, 'stack')
    await cp(sample, join(scans, 'good.png'))
    await writeFile(join(scans, 'empty.pdf'), '')
    await writeFile(join(scans, 'text.pdf'), 'This is not a scan.\n')
    const { code, stdout, stderr } = await intake('mixed', scans)
    expect(stdout).toMatch(/good\.png +1 +1 /)
    expect(stdout).toMatch(/empty\.pdf +0 +0 .*refused: the file is empty/i)
    expect(stdout).toMatch(/text\.pdf +0 +0 .*refused: unknown kind of file/i)
    expect(stdout.match(/^→ /gm)).toHaveLength(2)
    expect(stderr).toMatch(/2 files made no letter/)
    expect(code).toBe(errors.INTAKE_REFUSED.exit)
  }, 120_000)
})
