import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import type { OfficeEvent } from '../../src/contract/office.ts'
import type { Blobs, Store } from '../../src/contract/store.ts'
import { openQuickOffice, pause, type QuickConfig, type QuickOffice } from './quickOffice.ts'
import { asPng, serialOf, smallPage } from './smallPages.ts'

let office: QuickOffice
let heard: OfficeEvent[]
afterEach(() => office.remove())

async function open(config: Parameters<typeof openQuickOffice>[0] = {}): Promise<void> {
  office = await openQuickOffice({ ...config, settings: { XIANCE_READERS: '1' } })
  heard = []
  office.office.subscribe((event) => heard.push(event))
  await office.office.watchInbox()
}
let files = 0
async function drop(): Promise<void> {
  const n = files++
  await writeFile(join(office.folders.inbox, `${n}.png`), await asPng(smallPage(serialOf(n), 1)))
}
const alarm = async (): Promise<string | null> => (await office.office.operation()).intake.alarm?.code ?? null
const told = (): (string | null)[] =>
  heard.flatMap((event) => (event.type === 'operation' ? [event.operation.intake.alarm?.code ?? null] : []))
const failing = (code: string): Error => Object.assign(new Error(code), { code })

describe('intake that cannot go on', () => {
  const places: Record<string, { around: NonNullable<QuickConfig['around']>; code: string }> = {}
  let broken = true
  const store = (code: string) => (inner: Store) => ({
    ...inner,
    // At the very end: everything was written, and COMMIT fails.
    transaction: <T>(work: Parameters<Store['transaction']>[0]) =>
      inner.transaction(async (tx) => {
        const result = await work(tx)
        if (broken && (await tx.arrivals({ offset: 0, limit: 1 })).total > 0) throw failing(code)
        return result as T
      }),
  })
  const blobs = (change: Partial<Blobs>) => (inner: Blobs) => ({
    ...inner,
    ...Object.fromEntries(
      Object.entries(change).map(([name, fail]) => [
        name,
        (...args: unknown[]) =>
          broken ? (fail as () => unknown)() : (inner[name as keyof Blobs] as (...all: unknown[]) => unknown)(...args),
      ]),
    ),
  })
  const reject = (code: string) => () => Promise.reject(failing(code))
  places['the disk of the originals is full'] = {
    around: { blobs: blobs({ stage: reject('ENOSPC') }) },
    code: 'DISK_FULL',
  }
  places['the disk has little room left'] = {
    around: { blobs: blobs({ freeBytes: async () => 999_999 }) },
    code: 'DISK_FULL',
  }
  places['the disk of the originals is read-only'] = {
    around: { blobs: blobs({ stage: reject('EROFS') }) },
    code: 'FOLDER_READ_ONLY',
  }
  places['COMMIT finds no room'] = { around: { store: store('SQLITE_FULL') }, code: 'DISK_FULL' }
  places['the database is read-only'] = { around: { store: store('SQLITE_READONLY') }, code: 'FOLDER_READ_ONLY' }

  it.each(Object.keys(places))(
    'waits with an alarm while %s, keeps every source, and goes on by itself',
    async (what) => {
      broken = true
      const { around, code } = places[what]!
      await open({ around })
      for (let i = 0; i < 3; i++) await drop()
      await expect.poll(alarm, { timeout: 30_000 }).toBe(code)
      await pause(400)
      expect(await office.names('inbox')).toHaveLength(3)
      expect(await office.arrivals()).toEqual([])
      expect(office.errors.map(String)).toEqual([expect.stringContaining(code)])
      broken = false
      const arrivals = await office.until(3)
      expect(arrivals.map(({ pages }) => pages.placed)).toEqual([1, 1, 1])
      await expect.poll(alarm).toBeNull()
      expect(told()).toEqual([code, null])
      await expect.poll(() => office.names('inbox')).toEqual([])
    },
  )

  it('keeps the source and tries again while COMMIT finds the database busy, which is no alarm', async () => {
    broken = true
    await open({ around: { store: store('SQLITE_BUSY') } })
    await drop()
    await expect.poll(() => office.errors.length, { timeout: 30_000 }).toBeGreaterThan(2)
    expect(await office.names('inbox')).toHaveLength(1)
    expect(await office.arrivals()).toEqual([])
    expect(await alarm()).toBeNull()
    broken = false
    await office.until(1)
    await expect.poll(() => office.names('inbox')).toEqual([])
  })

  it('waits while the inbox is not there, and goes on when it is', async () => {
    await open()
    const away = `${office.folders.inbox}.away`
    await rename(office.folders.inbox, away)
    await expect.poll(alarm, { timeout: 30_000 }).toBe('INBOX_GONE')
    await rename(away, office.folders.inbox)
    await expect.poll(alarm, { timeout: 30_000 }).toBeNull()
    await drop()
    await office.until(1)
  })

  it('refuses an upload with the same words, and takes it when there is room', async () => {
    broken = true
    await open({ around: { blobs: blobs({ stage: reject('ENOSPC') }) } })
    const bytes = await asPng(smallPage(serialOf(0), 1))
    const send = () => office.office.receive('up.png', Readable.from([bytes]), 'upload', 'clerk')
    await expect(send()).rejects.toMatchObject({ code: 'DISK_FULL' })
    broken = false
    expect(await send()).toMatchObject({ state: 'stored' })
  })
})

/** With a disk of its own, where this process may mount one. */
const mayMount = ((): boolean => {
  const folder = join(tmpdir(), `xiance-mount-${process.pid}`)
  try {
    execFileSync('mkdir', ['-p', folder])
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder])
    return true
  } catch {
    return false
  } finally {
    execFileSync('rm', ['-rf', folder])
  }
})()

describe.skipIf(!mayMount)('a real disk (skipped where this process may not mount one)', () => {
  const mounted: string[] = []
  afterEach(() => {
    for (const path of mounted.splice(0)) execFileSync('umount', ['-l', path], { stdio: 'ignore' })
  })
  const mount = (path: string, options: string): void => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', path])
    mounted.push(path)
  }

  it('that fills up and is freed again', async () => {
    const data = await mkdtemp(join(tmpdir(), 'xiance-small-'))
    mount(data, 'size=24m')
    await open({ data })
    await drop()
    await office.until(1)
    const ballast = join(data, 'ballast')
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${ballast} bs=64k 2>/dev/null || true`])
    // The scanner's own disk is another one: only a link to it fits here.
    await drop().catch(() => undefined)
    await expect.poll(alarm, { timeout: 30_000 }).toBe('DISK_FULL')
    await rm(ballast)
    await expect.poll(alarm, { timeout: 30_000 }).toBeNull()
    await drop()
    await expect
      .poll(async () => (await office.arrivals()).filter(({ pages }) => pages.placed === 1).length)
      .toBeGreaterThan(1)
    expect(await office.store.auditBreak()).toBeNull()
    await office.close()
  })

  it('that holds the inbox and is unmounted, which leaves an empty folder', async () => {
    const data = await mkdtemp(join(tmpdir(), 'xiance-share-'))
    await mkdir(join(data, 'scans', 'inbox'), { recursive: true })
    mount(join(data, 'scans', 'inbox'), 'size=4m')
    await open({ data })
    await drop()
    await office.until(1)
    await expect.poll(() => office.names('inbox')).toEqual([])
    execFileSync('umount', ['-l', mounted.pop()!])
    await expect.poll(alarm, { timeout: 30_000 }).toBe('INBOX_GONE')
    mount(join(data, 'scans', 'inbox'), 'size=4m')
    await expect.poll(alarm, { timeout: 30_000 }).toBeNull()
    await drop()
    await office.until(2)
    execFileSync('umount', ['-l', mounted.pop()!])
    await office.close()
  })

  it('that becomes read-only and writable again', async () => {
    const data = await mkdtemp(join(tmpdir(), 'xiance-readonly-'))
    await mkdir(join(data, 'scans', 'originals'), { recursive: true })
    mount(join(data, 'scans', 'originals'), 'size=8m')
    await open({ data })
    execFileSync('mount', ['-o', 'remount,ro', join(data, 'scans', 'originals')])
    await drop()
    await expect.poll(alarm, { timeout: 30_000 }).toBe('FOLDER_READ_ONLY')
    expect(await office.names('inbox')).toHaveLength(1)
    execFileSync('mount', ['-o', 'remount,rw', join(data, 'scans', 'originals')])
    await office.until(1)
    await expect.poll(alarm).toBeNull()
    await office.close()
  })
})

describe('a pause', () => {
  it('of intake leaves the inbox alone and refuses uploads, holds across a restart, and ends when told', async () => {
    await open()
    await office.office.operate({ part: 'intake', paused: true }, 'tester')
    await drop()
    await pause(500)
    expect(await office.names('inbox')).toHaveLength(1)
    const upload = office.office.receive(
      'up.png',
      Readable.from([await asPng(smallPage(serialOf(0), 2))]),
      'upload',
      'clerk',
    )
    await expect(upload).rejects.toMatchObject({ code: 'INTAKE_PAUSED' })
    const { data } = office
    await office.close()
    await open({ data })
    expect((await office.office.operation()).intake).toEqual({ paused: true, alarm: null })
    await pause(300)
    expect(await office.names('inbox')).toHaveLength(1)
    await office.office.operate({ part: 'intake', paused: false }, 'tester')
    await office.until(1)
    const entries = await office.store.audit({ after: 0, limit: 1000 })
    expect(entries.filter(({ who }) => who === 'tester').map(({ what }) => what)).toEqual([
      'intake.paused',
      'intake.resumed',
    ])
  })

  it('of reading takes files in and splits them and reads no page, until it is told to go on', async () => {
    await open()
    await office.office.operate({ part: 'reading', paused: true }, 'tester')
    await drop()
    await expect
      .poll(async () => (await office.office.letters({ offset: 0, limit: 10 })).letters, { timeout: 30_000 })
      .toMatchObject([{ state: 'receiving' }])
    await pause(300)
    expect((await office.arrivals())[0]).toMatchObject({ state: 'reading', pages: { queued: 1, placed: 0 } })
    expect(await office.office.operation()).toMatchObject({ reading: { paused: true, waiting: 1 } })
    await office.office.operate({ part: 'reading', paused: false }, 'tester')
    expect((await office.until(1))[0]).toMatchObject({ state: 'done', pages: { placed: 1 } })
  })
})
