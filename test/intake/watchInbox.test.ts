import { execFileSync } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { appendFile, mkdir, open, readFile, rename, rmdir, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { finishMoves } from '../../src/intake/inbox.ts'
import { isOpenForWriting } from '../../src/intake/openForWriting.ts'
import { takeInFile } from '../../src/intake/takeIn.ts'
import { openDesk, pause, type Desk } from './desk.ts'
import { hardLink, jpeg, pdf, png, tiff } from './scans.ts'

let desk: Desk
let inbox: string
beforeEach(async () => {
  desk = await openDesk()
  inbox = desk.folders.inbox
  await mkdir(inbox)
})
afterEach(() => desk.close())

describe('the inbox', () => {
  it('makes a file durable, records it, and only then moves it to done', async () => {
    const bytes = await pdf(1)
    await desk.watch()
    await writeFile(join(inbox, 'scan.pdf'), bytes)
    const [arrival] = await desk.until(1)
    expect(arrival).toMatchObject({ name: 'scan.pdf', state: 'stored', source: 'inbox', sizeBytes: bytes.length })
    expect(await desk.originalOf(arrival!)).toEqual(bytes)
    expect(await desk.store.blob(arrival!.sha256!)).toMatchObject({ mime: 'application/pdf' })
    expect(await desk.store.job('file', arrival!.id)).toMatchObject({ attempts: 0 })
    await expect.poll(() => desk.names('done')).toEqual([`${arrival!.id} scan.pdf`])
    expect(await desk.names('inbox')).toEqual([])
    expect(await readFile(join(desk.folders.done, `${arrival!.id} scan.pdf`))).toEqual(bytes)
    await expect.poll(() => desk.store.unmovedArrivals()).toEqual([])
    expect((await desk.store.audit({ after: 0, limit: 9 })).map((entry) => entry.what)).toEqual(['arrival.stored'])
    expect(desk.errors).toEqual([])
  })

  it('takes in what lay there before it was watched, below folders too, whatever it is called', async () => {
    await mkdir(join(inbox, 'scanner 2'))
    await writeFile(join(inbox, 'scanner 2', 'a.png'), await png())
    await writeFile(join(inbox, `${'长'.repeat(83)}b.dat`), await jpeg())
    await writeFile(Buffer.concat([Buffer.from(`${inbox}/`), Buffer.from([0xff, 0xfe, 0x41])]), await tiff(1))
    await writeFile(join(inbox, '.DS_Store'), 'not a scan')
    await desk.watch()
    const arrivals = await desk.until(3)
    // Which of them has lain still long enough first is the machine's: `order.test.ts` is about files that come in turn.
    expect(new Map(arrivals.map(({ name, state }) => [name, state]))).toEqual(
      new Map([
        ['scanner 2/a.png', 'stored'],
        [`${'长'.repeat(83)}b.dat`, 'stored'],
        ['\u{fffd}\u{fffd}A', 'stored'],
      ]),
    )
    await expect.poll(async () => (await desk.names('done')).length).toBe(3)
    expect((await desk.names('inbox')).toSorted()).toEqual(['.DS_Store', 'scanner 2'])
  })

  it('gives two files of one name two places', async () => {
    await desk.watch()
    for (const page of [1, 2]) {
      await writeFile(join(inbox, 'scan.png'), await png(page))
      await desk.until(page)
      await expect.poll(() => desk.names('inbox')).toEqual([])
    }
    expect(await desk.names('done')).toEqual(['A-000001 scan.png', 'A-000002 scan.png'])
  })

  it('never stores a part of what is written slowly, with pauses longer than the stability window', async () => {
    await desk.watch({ stableMs: 40 })
    const files = [await pdf(1), await jpeg(), await png(), await tiff(2)]
    await Promise.all(
      files.map(async (bytes, n) => {
        const path = join(inbox, `slow-${n}`)
        const step = Math.ceil(bytes.length / 12)
        for (let at = 0; at < bytes.length; at += step) {
          // Opened and closed for each piece: nothing but the content says that more will come.
          await appendFile(path, bytes.subarray(at, at + step))
          await pause(n % 2 === 0 ? 120 : 15)
        }
      }),
    )
    const arrivals = await desk.until(4)
    const stored = await Promise.all(
      arrivals.map(async (row) => [row.name, (await desk.originalOf(row)).toString('hex')]),
    )
    expect(Object.fromEntries(stored)).toEqual(
      Object.fromEntries(files.map((bytes, n) => [`slow-${n}`, bytes.toString('hex')])),
    )
    await pause(200)
    expect(await desk.arrivals()).toHaveLength(4)
  })

  it('waits for a scanner that keeps its file open and appends pages, whole after each', async () => {
    await desk.watch({ stableMs: 30 })
    const [one, three] = [await tiff(1), await tiff(3)]
    const path = join(inbox, 'stack.tif')
    const scanner = await open(path, 'w')
    await scanner.write(one)
    await pause(300)
    expect(isOpenForWriting(Buffer.from(path))).toBe(true)
    expect(await desk.arrivals()).toEqual([])
    await scanner.write(three, 0, three.length, 0)
    await pause(150)
    await scanner.close()
    const [arrival] = await desk.until(1)
    expect(await desk.originalOf(arrival!)).toEqual(three)
    expect(isOpenForWriting(Buffer.from(path))).toBe(false)
  })

  it('waits for preallocated files, kept modification times and copies that are renamed when done', async () => {
    await desk.watch({ stableMs: 30 })
    const bytes = await pdf(2)
    const old = new Date('2020-01-01')
    const path = join(inbox, 'preallocated.pdf')
    await writeFile(path, Buffer.alloc(bytes.length))
    await utimes(path, old, old)
    const half = join(inbox, 'copy.pdf.part')
    await writeFile(half, await pdf(1))
    await pause(250)
    expect(await desk.arrivals()).toEqual([])
    await writeFile(path, bytes, { flag: 'r+' })
    await utimes(path, old, old)
    await rename(half, join(inbox, 'copy.pdf'))
    const arrivals = await desk.until(2)
    expect(new Set(arrivals.map(({ name }) => name))).toEqual(new Set(['copy.pdf', 'preallocated.pdf']))
    const large = arrivals.find(({ name }) => name === 'preallocated.pdf')!
    expect(await desk.originalOf(large)).toEqual(bytes)
  })

  it('refuses what never becomes whole, keeps it, and goes on with the others', async () => {
    const half = (await pdf(1)).subarray(0, 1500)
    await writeFile(join(inbox, 'a half.pdf'), half)
    await writeFile(join(inbox, 'b empty'), '')
    await symlink('/etc/hostname', join(inbox, 'c link.pdf'))
    execFileSync('mkfifo', [join(inbox, 'd pipe')])
    await writeFile(join(desk.folder, 'elsewhere.png'), await png())
    await hardLink(join(desk.folder, 'elsewhere.png'), join(inbox, 'e second name.png'))
    await writeFile(join(inbox, 'f large.png'), Buffer.alloc(2_000_001))
    await writeFile(join(inbox, 'g good.png'), await png(2))
    await desk.watch({ stableMs: 20, patienceMs: 2000 })
    expect((await desk.until(1)).map(({ name }) => name)).toEqual(['g good.png'])
    const arrivals = await desk.until(7)
    expect(Object.fromEntries(arrivals.map((row) => [row.name, row.reason ?? row.state]))).toEqual({
      'a half.pdf': 'FILE_TRUNCATED',
      'b empty': 'FILE_EMPTY',
      'c link.pdf': 'FILE_NOT_REGULAR',
      'd pipe': 'FILE_NOT_REGULAR',
      'e second name.png': 'FILE_NOT_REGULAR',
      'f large.png': 'FILE_TOO_LARGE',
      'g good.png': 'stored',
    })
    await expect.poll(() => desk.names('inbox')).toEqual([])
    expect(await desk.names('refused')).toHaveLength(6)
    const refused = arrivals.find(({ name }) => name === 'a half.pdf')!
    expect(await desk.originalOf(refused)).toEqual(half)
    expect(await readFile('/etc/hostname')).toBeDefined()
    expect(desk.errors).toEqual([])
  })

  it('leaves the source where it is as long as nothing is committed', async () => {
    let full = true
    const { parts, store } = desk
    const failing = {
      ...store,
      transaction: (work: never) =>
        full ? Promise.reject(Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' })) : store.transaction(work),
    }
    Object.assign(parts, { store: failing })
    await writeFile(join(inbox, 'scan.png'), await png())
    await desk.watch({ stableMs: 20 })
    await expect.poll(() => desk.alarms.length, { timeout: 20_000 }).toBeGreaterThan(1)
    expect(new Set(desk.alarms)).toEqual(new Set(['DISK_FULL']))
    expect(await desk.names('inbox')).toEqual(['scan.png'])
    expect(await desk.arrivals()).toEqual([])
    full = false
    expect(await desk.until(1)).toHaveLength(1)
    await expect.poll(() => desk.names('inbox')).toEqual([])
  })

  it.each(['written over', 'replaced'])('keeps nothing of a file that was %s while it was copied', async (how) => {
    const path = join(inbox, 'scan.png')
    await writeFile(path, await png(1))
    const parts = {
      ...desk.parts,
      onStep(step: string) {
        if (step !== 'copied') return
        // Whole before and after: only a second look at the source shows it.
        writeFileSync(how === 'replaced' ? `${path}.new` : path, other)
        if (how === 'replaced') renameSync(`${path}.new`, path)
      },
    }
    const other = await png(2)
    const file = { path: Buffer.from(path), name: 'scan.png' }
    const taken = await takeInFile(file, parts, { source: 'inbox', final: true, move: true })
    expect(taken).toMatchObject({ outcome: 'wait' })
    expect(await desk.arrivals()).toEqual([])
    expect(await desk.blobs.sweep()).toBe(0)
    await desk.watch()
    const [arrival] = await desk.until(1)
    expect(await desk.originalOf(arrival!)).toEqual(other)
  })

  it('moves a recorded source after a crash, without taking it in again', async () => {
    const path = join(inbox, 'scan.png')
    await writeFile(path, await png())
    const file = { path: Buffer.from(path), name: 'scan.png' }
    const how = { source: 'inbox', final: false, move: true } as const
    // The service dies here: committed, not moved. Twice, as restarts that die again would.
    const first = await takeInFile(file, desk.parts, how)
    const second = await takeInFile(file, desk.parts, how)
    expect(second).toEqual(first)
    expect(await desk.names('inbox')).toEqual(['scan.png'])
    expect(await finishMoves(desk.folders, desk.store)).toBe(1)
    expect(await finishMoves(desk.folders, desk.store)).toBe(0)
    await desk.watch()
    await pause(200)
    expect(await desk.arrivals()).toHaveLength(1)
    expect(await desk.names('done')).toEqual(['A-000001 scan.png'])
  })

  it('does not take what comes back with a share that was not mounted at the start for new', async () => {
    const path = join(inbox, 'scan.png')
    await writeFile(path, await png())
    const file = { path: Buffer.from(path), name: 'scan.png' }
    await takeInFile(file, desk.parts, { source: 'inbox', final: false, move: true })
    // Killed before the move, and the share does not come up with the machine: an empty folder is there instead.
    await rename(inbox, `${inbox}.share`)
    await mkdir(inbox)
    expect(await finishMoves(desk.folders, desk.store)).toBe(0)
    await rmdir(inbox)
    await rename(`${inbox}.share`, inbox)
    await desk.watch()
    await expect.poll(() => desk.names('done')).toEqual(['A-000001 scan.png'])
    expect(await desk.arrivals()).toHaveLength(1)
  })

  it('takes in a file that was changed after a crash as the new file it is', async () => {
    const path = join(inbox, 'scan.png')
    await writeFile(path, await png(1))
    await takeInFile({ path: Buffer.from(path), name: 'scan.png' }, desk.parts, {
      source: 'inbox',
      final: false,
      move: true,
    })
    await writeFile(path, await png(2))
    await finishMoves(desk.folders, desk.store)
    await desk.watch()
    const arrivals = await desk.until(2)
    expect(new Set(arrivals.map((row) => row.sha256)).size).toBe(2)
  })
})
