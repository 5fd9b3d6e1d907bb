import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { claimAt, claimRace } from '../bench/review/claimRace.ts'
import { fillStore } from '../bench/review/fillStore.ts'
import { withPictures } from '../bench/review/withPictures.ts'
import { groupFigures, medianOf, recordFigures, wrongFigures } from '../bench/review/figures.ts'
import { measureScreen } from '../bench/review/measureScreen.ts'
import { multiplyStore } from '../store/multiplyStore.ts'
import { openBrowser } from '../bench/review/openBrowser.ts'
import { writePlainPages } from '../bench/review/plainPages.ts'
import { reviewGroups } from '../bench/review/reviewGroups.ts'
import { reviewLetters } from '../bench/review/reviewLetters.ts'
import type { BenchReviewReport } from '../contract/benchReview.ts'
import { severities, type TruthLetter } from '../contract/truth.ts'
import { viewsFolder } from '../pipeline/office.ts'
import { machine } from './bench.ts'
import { benchOptions, poolAndSeed } from './benchOptions.ts'
import { benchReviewTables } from './benchReviewTables.ts'
import type { Command, CommandContext } from './command.ts'
import { oneOf, wholeNumber } from './number.ts'
import { chosenModel, openProduct } from './product.ts'
import { withProgress } from './progress.ts'
import { openDesk, type ReviewDesk } from './reviewDesk.ts'
import { buildScreensInto } from './serve.ts'
import { writeLetters } from './writeLetters.ts'

const FORM = 'golden-ideas-2021'

export const benchReview: Command = {
  name: 'bench review',
  usage:
    '[--letters N] [--stored N] [--files N] [--severity S] [--pool report|development] [--seed K] [--out FILE] [--json]',
  words: [0, 0],
  options: {
    ...benchOptions,
    stored: { type: 'string' },
    files: { type: 'string' },
  },
  async run(_words, options, context) {
    const letters = wholeNumber('letters', options['letters'], 20, 1, 200)
    const stored = wholeNumber('stored', options['stored'], 100_000, 0, 1_000_000)
    const files = wholeNumber('files', options['files'], 500, 0, 100_000)
    const severity = oneOf('severity', options['severity'], 'normal', severities)
    const { pool, seed } = poolAndSeed(options)
    const folder = await mkdtemp(join(tmpdir(), 'xiance-bench-review-'))
    // Before minutes of reading: whether there is a browser at all.
    const browser = await openBrowser()
    try {
      const wishes = Array.from({ length: letters }, (_, i) => {
        return { form: FORM, seed: seed * 10_000 + 1 + i, severity, pool, folder: join(folder, 'letters') }
      })
      const run = await readLetters(wishes, folder, browser, context)
      const report: BenchReviewReport = {
        seed,
        pool,
        machine: machine(),
        ...(await byRecord(run)),
        ...(await byGroup(run)),
        ...(await onFullStore(run, stored, files)),
      }
      const json = JSON.stringify(report, null, 2)
      if (options['out'] !== undefined) await writeFile(String(options['out']), `${json}\n`)
      context.print(options['json'] === true ? json : benchReviewTables(report, context.words.benchReview))
      return 0
    } finally {
      await browser.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
}

/** Letters that were read once; every way of reviewing begins with a copy of them. */
interface Run {
  readonly folder: string
  readonly truths: readonly TruthLetter[]
  readonly context: CommandContext
  readonly desk: (name: string) => Promise<ReviewDesk>
}

async function readLetters(
  wishes: Parameters<typeof writeLetters>[0],
  folder: string,
  browser: Browser,
  context: CommandContext,
): Promise<Run> {
  const { words, settings } = context
  const modelsPath = await chosenModel(settings)
  const screens = join(folder, 'screens')
  await buildScreensInto(screens)
  const written = await withProgress(words.bench.generating, context, (update) => writeLetters(wishes, update))
  const read = join(folder, 'read')
  const product = await openProduct({ ...settings, data: read }, { modelsPath })
  try {
    await withProgress(words.bench.reading, context, (update) =>
      product.office.intakePaths(
        written.flatMap(({ paths }) => paths),
        ({ pagesDone, pagesTotal }) => update(pagesDone, pagesTotal),
      ),
    )
  } finally {
    await product.close()
  }
  const truths = written.map(({ truth }) => truth)
  const desk = (name: string): Promise<ReviewDesk> =>
    openDesk(read, { ...settings, data: join(folder, name) }, { modelsPath, screens, browser, truths })
  return { folder, truths, context, desk }
}

async function byRecord({ desk: open, truths, context }: Run) {
  const desk = await open('record')
  try {
    const { office } = desk.product
    const work = await withProgress(context.words.benchReview.byRecord, context, (update) =>
      reviewLetters(desk.page, desk.url, office, desk.truthOf, (done) => update(done, truths.length)),
    )
    const { letters } = await office.letters({ offset: 0, limit: 200 })
    const ends = await Promise.all(
      letters.map(async ({ id }) => ({ view: await office.letter(id, desk.person), truth: desk.truthOf(id)! })),
    )
    return { ...recordFigures(work), ...wrongFigures(ends) }
  } finally {
    await desk.close()
  }
}

async function byGroup({ desk: open, truths, context }: Run) {
  const desk = await open('group')
  try {
    const { office, store } = desk.product
    const waiting = (await store.glanceHeaps()).reduce((sum, heap) => sum + heap.waiting, 0)
    const screens = await withProgress(context.words.benchReview.byGroup, context, (update) =>
      reviewGroups(desk.page, desk.url, store, desk.truthOf, (crops) => update(crops, waiting)),
    )
    const rest = await reviewLetters(desk.page, desk.url, office, desk.truthOf)
    const perLetter = truths.map(({ serial }) => {
      const id = rest.letters.find((letter) => desk.truthOf(letter)?.serial === serial)
      return rest.keys.filter(({ letter }) => letter === id).length
    })
    return { ...groupFigures(screens), keysPerLetterAfterGroupMedian: medianOf(perLetter) }
  } finally {
    await desk.close()
  }
}

// Half of them in quiet, half while files come in.
const WORKED = 120

const LAID_DOWN = 2000

const CLAIM_CLIENTS = 50
const CLAIM_ROUNDS = 20

type Speed = Pick<BenchReviewReport, 'stored' | 'openMsP95' | 'saveMsP95' | 'nextMsP95' | 'duringIntake'>
type Claims = Pick<BenchReviewReport, 'claimClients' | 'claimsGiven' | 'doubleClaims' | 'claimMsP95'>
const notMeasured: Speed & Claims = {
  stored: null,
  openMsP95: null,
  saveMsP95: null,
  nextMsP95: null,
  duringIntake: null,
  claimClients: null,
  claimsGiven: null,
  doubleClaims: null,
  claimMsP95: null,
}

async function onFullStore(
  { desk: open, context, folder }: Run,
  stored: number,
  files: number,
): Promise<Speed & Claims> {
  if (stored === 0) return notMeasured
  const { benchReview: words } = context.words
  const desk = await open('stored')
  try {
    const { office, store } = desk.product
    const { letters } = await office.letters({ state: 'review', offset: 0, limit: 200 })
    // Some letter by letter, as the product writes them, then all of them again and again as rows.
    const base = Math.min(stored, LAID_DOWN)
    const copied = await withProgress(words.filling, context, (update) =>
      fillStore(
        store,
        letters.map(({ id }) => id),
        Math.max(0, base - letters.length),
        (done) => update(done, stored),
      ),
    )
    const times = Math.floor(stored / base) - 1
    await withProgress(words.filling, context, async (update) =>
      multiplyStore(desk.product.folders.database, times, (done) => update((done + 1) * base, stored)),
    )
    const worked = await withPictures(store, viewsFolder(desk.product.folders.derived), copied, WORKED)
    const half = Math.ceil(worked.length / 2)
    const quiet = await withProgress(words.measuring, context, (update) =>
      measureScreen(desk.page, desk.url, worked.slice(0, half), update),
    )
    // Last of all: whoever claims keeps the letters.
    const claims = () => withProgress(words.claiming, context, (update) => race(desk, update))
    const full = { stored: base * (times + 1), ...quiet }
    if (files === 0) return { ...full, duringIntake: null, ...(await claims()) }
    await mkdir(join(folder, 'plain'))
    const paths = await writePlainPages(join(folder, 'plain'), files)
    let failedAnswers = 0
    desk.page.on('response', (response) => (failedAnswers += response.status() >= 500 ? 1 : 0))
    let isOver = false
    const intake = office.intakePaths(paths).finally(() => (isOver = true))
    const busy = await withProgress(words.duringIntake, context, (update) =>
      measureScreen(desk.page, desk.url, worked.slice(half), update, () => isOver),
    )
    await intake
    return { ...full, duringIntake: { files, ...busy, failedAnswers }, ...(await claims()) }
  } finally {
    await desk.close()
  }
}

async function race({ url, cookieOf }: ReviewDesk, update: (done: number, total: number) => void): Promise<Claims> {
  // One after the other: many at once from one address look like somebody guessing passwords.
  const clients: string[] = []
  while (clients.length < CLAIM_CLIENTS) clients.push(await cookieOf(`claimer${clients.length}`))
  return claimRace(clients, CLAIM_ROUNDS, claimAt(url), update)
}
