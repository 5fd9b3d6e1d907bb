import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findForm } from '../../src/cli/findForm.ts'
import { foldersOf, formsFolder } from '../../src/cli/folders.ts'
import { knownForms } from '../../src/cli/knownForms.ts'
import { paperBlanks } from '../../src/cli/paperBlanks.ts'
import { readSettings } from '../../src/cli/settings.ts'
import type { DigitizeResult } from '../../src/contract/digitize.ts'
import type { PrintAnswer } from '../../src/pipeline/askPrint.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { makeLetter } from '../../src/paper/makeLetter.ts'
import { residentMb } from '../../src/pipeline/processMemory.ts'
import { openReaderPool, type ReaderPool } from '../../src/pipeline/readerPool.ts'
import { openSharedPrint, type SharedPrint } from '../../src/pipeline/sharedPrint.ts'
import { openPrint } from '../../src/read/engines/openPrint.ts'
import { putBlanks } from '../run/drawnBlanks.ts'

const limits = { taskMs: 120_000, memoryMb: 1500 }
let folder: string
let pool: ReaderPool
let paths: string[]
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-print-'))
  await putBlanks(folder)
  const forms = await knownForms(await loadForms(formsFolder), foldersOf(readSettings({ XIANCE_DATA: folder })).derived)
  pool = await openReaderPool({ forms, setupPath: join(folder, 'setup.json'), readers: 2, megapixels: 80, ...limits })
  paths = await Promise.all([11, 12].map(typedSlip))
}, 120_000)
afterAll(async () => {
  await pool.close()
  await rm(folder, { recursive: true, force: true })
})

describe('print that readers meet', () => {
  it('is read for all of them by one process, begun with the first line of it', async () => {
    expect(pool.printPid()).toBeUndefined()
    const pages = await Promise.all(paths.map((path) => digitize(path)))
    for (const page of pages) expect(confirmed(page).length).toBeGreaterThan(0)
    const [printer, ...readers] = await Promise.all([pool.printPid()!, ...pool.pids()].map((pid) => residentMb(pid)))
    // Somebody reads: an empty process of node holds fifty.
    expect(printer).toBeGreaterThan(100)
    for (const mb of [printer, ...readers]) expect(mb).toBeLessThanOrEqual(450)
  }, 120_000)

  it('is read by the next process when that one died while it had nothing to do', async () => {
    const before = await digitize(paths[0]!)
    const dead = pool.printPid()!
    kill(dead)
    const after = await digitize(paths[0]!)
    expect(confirmed(after)).toEqual(confirmed(before))
    expect(after.state === 'read' && after.readings).toEqual(before.state === 'read' && before.readings)
    expect(pool.printPid()).not.toBe(dead)
  }, 120_000)
})

describe('a pool that is closed over a page with print', () => {
  it('fails the page, and no field of it', async () => {
    const outcome = digitize(paths[0]!).then(
      (page) => Object.values(page.state === 'read' ? page.readings : {}).map(({ state }) => state),
      (error: unknown) => error,
    )
    // In the middle of its lines, as a rule; wherever it is, the same holds.
    await new Promise((resolve) => setTimeout(resolve, 400))
    await pool.close()
    const states = await outcome
    if (Array.isArray(states)) expect(states).not.toContain('failed')
    else expect(states).toMatchObject({ name: 'ReaderFailed', kind: 'closed' })
  }, 60_000)
})

describe('the process that reads print', () => {
  const line = { widthPx: 40, heightPx: 36, data: new Uint8Array(40 * 36).fill(255) }
  let print: SharedPrint
  beforeAll(() => {
    print = openSharedPrint({ setupPath: join(folder, 'setup.json'), ...limits })
  })
  afterAll(() => print.close())

  it('answers each question under its number, in their order, and a line it cannot read with a failure', async () => {
    const alone = openPrint()
    const read = await alone.read(line, 'eng')
    await alone.close()
    const answers: PrintAnswer[] = []
    await Promise.all(
      ['eng', 'klingon', 'eng'].map(async (language, i) => {
        answers.push(await print.answer({ ask: 7 + i, line, language }))
      }),
    )
    expect(answers).toEqual([
      { ask: 7, read },
      { ask: 8, failed: 'error' },
      { ask: 9, read },
    ])
  }, 60_000)

  it('reads a line once more that its process died over', async () => {
    const first = print.pid()!
    const coming = Array.from({ length: 12 }, (_, ask) => print.answer({ ask, line, language: 'eng' }))
    await coming[0]
    kill(first)
    const answers = await Promise.all(coming)
    expect(answers.map((answer) => ('read' in answer ? answer.ask : answer.failed))).toEqual(coming.map((_, i) => i))
    expect(print.pid()).not.toBe(first)
  }, 60_000)

  it('says that it is closed instead of opening again', async () => {
    await print.close()
    expect(await print.answer({ ask: 10, line, language: 'eng' })).toEqual({ ask: 10, failed: 'closed' })
  })
})

async function typedSlip(seed: number): Promise<string> {
  const form = await findForm('service-feedback')
  const blanks = await paperBlanks(form, null)
  const order = { layout: form.layout, serial: null, blanks, seed, pool: 'development' as const }
  const { files } = await makeLetter({ ...order, severity: 'clean', typed: true }, { format: 'png', backs: false })
  const path = join(folder, `typed-${seed}.png`)
  await writeFile(path, files[0]!.bytes)
  return path
}

function digitize(path: string): Promise<DigitizeResult> {
  return pool.digitize({ path, mime: 'image/png', index: 0, viewPath: `${path}.jpg` })
}

function confirmed(page: DigitizeResult): string[] {
  if (page.state !== 'read') return []
  return Object.entries(page.readings).flatMap(([id, reading]) =>
    reading.state === 'read' && reading.confirmed === true ? [id] : [],
  )
}

function kill(pid: number): void {
  process.kill(pid, 'SIGKILL')
}
