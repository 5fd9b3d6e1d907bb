import { fork, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeStackMark } from '../../src/contract/stackMark.ts'
import { randomOf, type Random } from '../../src/paper/random.ts'
import { migrations } from '../intake/desk.ts'
import { builtModule } from '../run/builtModules.ts'
import { foldersIn, pause } from './quickOffice.ts'
import type { ServiceOrder } from './service.ts'
import { asPdf, asPng, asTiff, codedPage, serialOf, smallPage } from './smallPages.ts'
import { steps, type Step } from './stepping.ts'

/** What a page of a dropped file is: a page of a letter, a separator sheet, or blank. */
export type TruePage = { readonly serial: string; readonly page: number } | 'separator' | null

/** One file as it was put into the inbox. The same bytes may be dropped more than once. */
export interface Dropped {
  readonly sha256: string
  readonly bytes: Buffer
  readonly pages: readonly TruePage[]
}

export interface Killed {
  readonly data: string
  readonly dropped: readonly Dropped[]
  readonly kills: number
  /** How often the service died at each step. */
  readonly atStep: ReadonlyMap<Step | 'any moment', number>
}

/**
 * Starts the service again and again over one data folder and kills it each time: by turns at every step of the protocol, and
 * at random moments, the start-up included. Meanwhile scans keep coming into the inbox. Then lets it work in peace until it is
 * idle and ends it politely. `seed` makes the files, the moments and the order; how far the service gets is the machine's.
 */
export async function killAgainAndAgain(
  kills: number,
  seed: number,
  onKill: (done: number) => void = () => undefined,
): Promise<Killed> {
  const data = await mkdtemp(join(quickDisk, 'xiance-kill-'))
  const { inbox } = foldersIn(data)
  await mkdir(inbox, { recursive: true })
  const random = randomOf(seed, 'kills')
  const start = await serviceOver(data)
  const feeder = openFeeder(inbox, random)
  const atStep = new Map<Step | 'any moment', number>()
  for (let n = 0; n < kills; n++) {
    await feeder.drop()
    // Two of three at a step, each step in turn; how often the step is passed before is drawn.
    const step = n % 3 === 2 ? null : turns[(n - Math.floor(n / 3)) % turns.length]!
    const dieAt = step === null ? null : { step, nth: random.whole(1, passes[step] ?? 1) }
    const count = stacks[step ?? 'begun']
    const feed = count !== undefined ? () => feeder.dropStack(count) : () => feeder.drop('stack')
    const died = await oneLife(start, dieAt, feed, random)
    const where = died === 'itself' && step !== null ? step : 'any moment'
    atStep.set(where, (atStep.get(where) ?? 0) + 1)
    onKill(n + 1)
  }
  await inPeace(start, data)
  return { data, dropped: feeder.dropped, kills, atStep }
}

export async function removeKilled({ data }: Killed): Promise<void> {
  await rm(data, { recursive: true, force: true })
}

type Start = (order: Pick<ServiceOrder, 'dieAt' | 'untilIdle'>) => ChildProcess

/** A start costs a tenth when the service and the reader are one file each; it is started a thousand times. */
async function serviceOver(data: string): Promise<Start> {
  const readerModule = await builtModule('quickReader')
  const service = await builtModule('service')
  const fixed = { data, readerModule, migrations, settings: { XIANCE_READERS: '1' } }
  return (order) =>
    fork(service, [JSON.stringify({ ...fixed, ...order } satisfies ServiceOrder)], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
}

/** Letters in the stack whose split, and whose opening, is cut off in the middle: row A12; so many behind each separator. */
const SPLIT = 50
const OPENED = 10
const stacks: Partial<Record<Step, number>> = { 'letter added': SPLIT, 'page added': OPENED }
const BEHIND = 5
/** Transactions are of many kinds: their ends get twice the turns. */
const turns: readonly Step[] = [...steps, 'begun', 'committing', 'committed']
/** How often a step is passed in a life that has something to do, at least. */
const passes: Partial<Record<Step, number>> = {
  'page added': 2 * OPENED,
  'letter added': SPLIT,
  begun: 14,
  committing: 14,
  committed: 14,
  read: 4,
  placed: 4,
}
const STEP_MS = 60_000
// A killed process, other than a power cut, loses nothing it has written: where it was written makes no difference but in time.
const quickDisk = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

/** One start and one death: its own at the ordered step, or by us. Answers whose doing it was. */
async function oneLife(
  start: Start,
  dieAt: ServiceOrder['dieAt'],
  feed: () => Promise<void>,
  random: Random,
): Promise<'itself' | 'us'> {
  const service = start({ dieAt })
  let dead = false
  const death = new Promise<void>((resolve) => service.once('exit', () => resolve())).then(() => void (dead = true))
  const ready = new Promise<void>((resolve) => service.once('message', () => resolve()))
  let byUs = false
  const kill = (): void => {
    if (dead) return
    byUs = true
    service.kill('SIGKILL')
  }
  if (dieAt === null) {
    // Any moment of a life, of which the start is a good part.
    if (random.next() < 0.7) await Promise.race([ready, death])
    await Promise.race([pause(random.whole(0, 900)), death])
    kill()
  } else {
    await Promise.race([ready, death])
    await feed()
    // A step that does not come in this life (nothing left to do) is a kill at some moment.
    await Promise.race([pause(STEP_MS), death])
    kill()
  }
  await death
  return byUs ? 'us' : 'itself'
}

/** A last life without a kill, until there is nothing left to do. */
async function inPeace(start: Start, data: string): Promise<void> {
  const service = start({ dieAt: null, untilIdle: true })
  const errors: string[] = []
  service.stderr!.on('data', (text) => errors.push(String(text)))
  const code = await new Promise<number | null>((resolve) => service.once('exit', resolve))
  if (code !== 0 || errors.length > 0) throw new Error(`the last life ended with ${code}: ${errors.join('')}`)
  const left = await readdir(foldersIn(data).inbox)
  if (left.length > 0) throw new Error(`left in the inbox: ${left.join(', ')}`)
}

/** Puts scans into the inbox in the ways scanners do, and remembers what is on them. */
function openFeeder(inbox: string, random: Random) {
  const dropped: Dropped[] = []
  let letters = 0
  let files = 0
  const put = async (name: string, bytes: Buffer, pages: readonly TruePage[]): Promise<void> => {
    const path = join(inbox, `${files++} ${name}`)
    if (random.next() < 0.5) {
      await writeFile(`${path}.part`, bytes)
      await rename(`${path}.part`, path)
    } else await writeFile(path, bytes)
    dropped.push({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes, pages })
  }
  const letter = (): TruePage[] => {
    const serial = serialOf(letters++)
    return [
      { serial, page: 1 },
      { serial, page: 2 },
    ]
  }
  const drawn = (page: TruePage) => {
    if (page === 'separator') return codedPage(encodeStackMark(null))
    return page === null ? codedPage(null) : smallPage(page.serial, page.page)
  }
  return {
    dropped,
    async dropStack(count: number): Promise<void> {
      const pages = Array.from({ length: count }, (_, n): TruePage[] =>
        n % BEHIND === 0 ? ['separator', ...letter()] : letter(),
      ).flat()
      await put('stack.tif', await asTiff(pages.map(drawn)), pages)
    },
    /** A letter in two files, a stack of two letters with a blank between, or bytes that came before. */
    async drop(kind = random.pick(['pages', 'stack', 'again'])): Promise<void> {
      if (kind === 'pages') for (const page of letter()) await put('page.png', await asPng(drawn(page)), [page])
      else if (kind === 'stack') {
        const pages = [...letter(), null, ...letter()]
        await put('stack.pdf', await asPdf(pages.map(drawn)), pages)
      } else {
        const again = random.pick(dropped)
        await put('again', again.bytes, again.pages)
      }
    },
  }
}
