import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../src/store/lockFolder.ts'

const module = new URL('../../src/store/lockFolder.ts', import.meta.url).href
const loader = import.meta.resolve('tsx')

describe('the lock on a data folder', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'xiance-lock-'))
    path = join(folder, 'service.lock')
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('refuses a second holder in the same process, until it is released', () => {
    const first = lockFolder(path)
    expect(() => lockFolder(path)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_IN_USE' }))
    first.release()
    lockFolder(path).release()
  })

  it('dies with the process that holds it, killed without warning', async () => {
    const script = `import { lockFolder } from '${module}'; lockFolder(${JSON.stringify(path)}); console.log('held'); setInterval(() => {}, 1e6)`
    const holder = spawn(process.execPath, ['--import', loader, '--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(holder.stdout, 'data')
    expect(() => lockFolder(path)).toThrow(expect.objectContaining({ code: 'DATA_FOLDER_IN_USE' }))
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    lockFolder(path).release()
  })

  it('says so when the folder cannot be used at all', async () => {
    await writeFile(path, 'a file, not a folder')
    expect(() => lockFolder(join(path, 'service.lock'))).toThrow(
      expect.objectContaining({ code: 'DATA_FOLDER_UNUSABLE' }),
    )
  })
})
