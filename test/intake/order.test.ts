import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { openDesk, type Desk } from './desk.ts'
import { recordCalls, type RecordedCalls } from './recordCalls.ts'
import { png } from './scans.ts'

/** What a power cut may take, no `kill -9` can show: the order in which the intake protocol asks its disk to keep things. */
let desk: Desk
let recorded: RecordedCalls
beforeEach(async () => {
  recorded = recordCalls()
  desk = await openDesk((store) => recorded.around(store))
  await mkdir(desk.folders.inbox)
})
afterEach(async () => {
  recorded.stop()
  await desk.close()
})

/** Places by their meaning: `incoming` a half copied original, `shelf` the folder of an original, `original` itself. */
function plain(call: string): string {
  return call
    .replaceAll(join(desk.folder, 'originals'), 'originals')
    .replaceAll(`${desk.folder}/`, '')
    .replaceAll(/originals\/\.incoming\/[\w-]+/g, 'incoming')
    .replaceAll(/originals\/[0-9a-f]{2}\/[0-9a-f]{64}/g, 'original')
    .replaceAll(/originals\/[0-9a-f]{2}(?!\w)/g, 'shelf')
    .replaceAll(/A-\d+/g, 'A')
}

const protocol = [
  // 3 and 5: the bytes are on the disk before they have a name, the name before anybody speaks of it.
  'written incoming',
  'synced incoming',
  'renamed incoming → original',
  'synced shelf',
  // 6: arrival, blob, job and audit.
  'committed',
  // 7: only now the source, on the disk in its new place before the row says that it moved.
  'renamed inbox/scan.png → done/A scan.png',
  'synced done',
  'synced inbox',
  'committed',
]

it('keeps bytes before their name, their name before the row, the row before the source moves', async () => {
  await writeFile(join(desk.folders.inbox, 'scan.png'), await png())
  recorded.calls.length = 0
  await desk.watch()
  await desk.until(1)
  await expect.poll(() => desk.store.unmovedArrivals()).toEqual([])
  expect(recorded.calls.map(plain)).toEqual(protocol)
})

it('asks the same of the shelf when the bytes are there already: who brought them may not have got that far', async () => {
  const bytes = await png()
  await desk.watch()
  for (const n of [1, 2]) {
    recorded.calls.length = 0
    await writeFile(join(desk.folders.inbox, 'scan.png'), bytes)
    await desk.until(n)
    await expect.poll(() => desk.names('inbox')).toEqual([])
    await expect.poll(() => desk.store.unmovedArrivals()).toEqual([])
  }
  expect(recorded.calls.map(plain)).toEqual(protocol.filter((call) => call !== 'renamed incoming → original'))
})

it('commits to a database that syncs its log before it says so', async () => {
  const pragma = vi.spyOn(Sqlite.prototype, 'pragma')
  const other = await openDesk()
  const connections = new Set(pragma.mock.contexts as Sqlite.Database[])
  pragma.mockRestore()
  const writing = [...connections].filter((one) => one.pragma('query_only', { simple: true }) === 0)
  const settings = writing.map((one) =>
    ['journal_mode', 'synchronous'].map((name) => one.pragma(name, { simple: true })),
  )
  await other.close()
  // 2 is FULL.
  expect(settings).toEqual([['wal', 2]])
})
