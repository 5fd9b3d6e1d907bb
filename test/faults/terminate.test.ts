import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { foldersOf, migrationsFolder } from '../../src/cli/folders.ts'
import { readSettings } from '../../src/cli/settings.ts'
import type { PageRow } from '../../src/contract/rows.ts'
import type { Store } from '../../src/contract/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { putBlanks } from '../run/drawnBlanks.ts'
import { pause } from './quickOffice.ts'

const top = resolve(import.meta.dirname, '../..')
/** Into every process of the service: whoever asks for the network fails, and is written down (row B5). */
const blocker = pathToFileURL(join(top, 'test/e2e/blockNetwork.js')).href
/** Twelve pages of real scans. */
const files = [
  'ideas-clean-bits.pdf',
  'ideas-normal-grey.pdf',
  'ideas-rough.tif',
  'ideas-hostile.pdf',
  'slip-clean-p1.png',
]
const MOST_MS = 10_000

let data: string
let service: ChildProcess | null = null
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'xiance-terminate-'))
  await putBlanks(data)
  await writeFile(asked(), '')
})
afterAll(async () => {
  service?.kill('SIGKILL')
  await rm(data, { recursive: true, force: true })
})

const asked = () => join(data, 'network.log')
const folders = () => foldersOf(readSettings({ XIANCE_DATA: data }))

/** `xiance serve` as a person starts it: the real readers, every process of it. Resolves when it listens. */
async function serve(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(top, 'src/cli/xiance.js'), 'serve', '--port', '0'], {
    env: {
      ...process.env,
      XIANCE_DATA: data,
      XIANCE_STABLE_SECONDS: '0.2',
      XIANCE_READERS: '2',
      XIANCE_LANG: 'en',
      NODE_OPTIONS: `--import ${blocker}`,
      BLOCKED_NETWORK_LOG: asked(),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let told = ''
  child.stderr!.on('data', (text) => (told += String(text)))
  await new Promise<void>((listening, failed) => {
    child.stdout!.on('data', (text) => void (/http:\/\//.test((told += String(text))) && listening()))
    child.once('exit', () => failed(new Error(told)))
  })
  return child
}

/** Looks into the folder from outside, as an export beside the service does. */
async function look<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(folders().database, migrationsFolder)
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

async function until<T>(what: string, work: (store: Store) => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 300_000; Date.now() < end; await pause(100)) {
    const found = await look(work)
    if (found !== null) return found
  }
  throw new Error(`never: ${what}`)
}

async function allPages(store: Store): Promise<PageRow[]> {
  const { arrivals } = await store.arrivals({ offset: 0, limit: 100 })
  return store.pagesOfArrivals(arrivals.map(({ id }) => id))
}

it('ends within ten seconds of SIGTERM while pages are being read, and the next start reads them: none lost, none twice', async () => {
  service = await serve()
  await mkdir(folders().inbox, { recursive: true })
  for (const file of files) await cp(join(top, 'scans/samples', file), join(folders().inbox, file))
  // All files are in, and a page lies with a reader at this moment.
  const underway = await until('a page with a reader', async (store) => {
    const { total } = await store.arrivals({ offset: 0, limit: 1 })
    if (total < files.length) return null
    const pages = await allPages(store)
    const jobs = await Promise.all(pages.map(({ id }) => store.job('page', id)))
    const leased = jobs.filter((job) => job !== null && job.leaseUntil !== null).length
    return leased > 0 ? { leased, open: (await store.jobsOpen()).open } : null
  })
  const start = performance.now()
  service.kill('SIGTERM')
  const [code, signal] = (await once(service, 'exit')) as [number | null, string | null]
  const ms = performance.now() - start
  process.stderr.write(
    `SIGTERM: ${Math.round(ms)} ms with ${underway.leased} pages at the readers, ${underway.open} jobs open\n`,
  )
  expect([code, signal]).toEqual([0, null])
  expect(ms).toBeLessThan(MOST_MS)

  // Nothing half: what is not read waits, and its job with it.
  const left = await look(async (store) => {
    const all = await Promise.all(
      (await allPages(store)).map(async (page) => {
        const [sort, read] = await Promise.all([store.job('sort', page.id), store.job('page', page.id)])
        return { page, jobs: [sort, read].filter((job) => job !== null), sort }
      }),
    )
    const waiting = all.filter(({ page }) => page.state === 'queued')
    const arrivalsLooking = new Set(all.filter(({ sort }) => sort !== null).map(({ page }) => page.arrival))
    // A page that was looked at has no job before the last of its file was looked at: then it gets one.
    const adrift = waiting.filter(
      ({ page, jobs }) => jobs.length === 0 && (page.seen === null || !arrivalsLooking.has(page.arrival)),
    )
    const tried = all.flatMap(({ jobs }) => jobs).filter(({ attempts }) => attempts > 0)
    return { open: (await store.jobsOpen()).open, adrift, tried }
  })
  expect(left.open).toBeGreaterThan(0)
  expect(left.adrift).toEqual([])
  // The end of the service is no failure of a page: it has all its tries before it.
  expect(left.tried).toEqual([])

  service = await serve()
  await until('all is read', async (store) => ((await store.jobsOpen()).open === 0 ? true : null))
  const { pages, readings } = await look(async (store) => {
    const all = await allPages(store)
    const read = await Promise.all(
      all.map(async ({ id, run }) => (await store.readingsOfPage(id)).filter((row) => row.run !== run)),
    )
    return { pages: all, readings: read.flat() }
  })
  expect((await readdir(folders().inbox)).filter((name) => !name.startsWith('.'))).toEqual([])
  expect(pages.filter(({ state }) => state !== 'placed').map(({ id, state, reason }) => [id, state, reason])).toEqual(
    [],
  )
  // Once each, by the first run: nothing was read and then read again.
  expect([new Set(pages.map(({ run }) => run)), readings]).toEqual([new Set([1]), []])
  expect(pages.length).toBeGreaterThanOrEqual(9)
  service.kill('SIGTERM')
  await once(service, 'exit')
  service = null
  expect(await readFile(asked(), 'utf8')).toBe('')
}, 600_000)
