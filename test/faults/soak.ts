import { parseArgs } from 'node:util'
import { asTiff, serialOf, smallPage } from './smallPages.ts'
import { watchService } from './watchedService.ts'

/**
 * `npm run faults:soak -- --pages 5000 [--minutes 60]`: row B4. Files of ten letters keep coming until so many pages are read or the time is over; prints the resident
 * memory of the service and of its reader, and how they rise, by least squares over the last three quarters: in the first, caches fill.
 * Exit 0 only when neither rises by more than 10 MB a thousand pages.
 */
const { values } = parseArgs({ options: { pages: { type: 'string' }, minutes: { type: 'string' } } })
const wanted = Number(values.pages ?? 5000)
const end = Date.now() + Number(values.minutes ?? 60) * 60_000
const LETTERS = 10
const BAR_MB = 10
const STRETCHES = 20

interface Sample {
  readonly pages: number
  readonly serviceMb: number
  readonly readerMb: number
}
const samples: Sample[] = []
const service = await watchService({ XIANCE_FILE_MB: '20', XIANCE_READERS: '1' })
try {
  for (let n = 0; n * LETTERS * 2 < wanted && Date.now() < end; n++) {
    const pages = Array.from({ length: 2 * LETTERS }, (_, i) =>
      smallPage(serialOf(n * LETTERS + (i >> 1)), (i % 2) + 1),
    )
    await service.drop(`${n}.tif`, await asTiff(pages))
    await service.until(async () => ((await service.store.arrivals({ offset: 0, limit: 1 })).total > n ? true : null))
    await service.until(async () => ((await service.store.jobsOpen()).open === 0 ? true : null))
    samples.push({ pages: (n + 1) * pages.length, ...service.memory() })
    if (n % 10 === 9) process.stderr.write(`${JSON.stringify(samples.at(-1))}\n`)
  }
} finally {
  await service.remove()
}
const late = samples.slice(Math.floor(samples.length / 4))
const rise = { serviceMb: rising(late, 'serviceMb'), readerMb: rising(late, 'readerMb') }
process.stdout.write(
  `${JSON.stringify({ first: samples[0], last: samples.at(-1), mbPerThousandPages: rise }, null, 2)}\n`,
)
process.exitCode = Math.max(rise.serviceMb.slope, rise.readerMb.slope) <= BAR_MB ? 0 : 1

/**
 * Megabytes a thousand pages, with two standard errors to each side. Neighbouring samples are alike (the collector comes when it comes), so
 * that each would count for more than it says: the means of twenty stretches are what the line is laid through.
 */
function rising(points: readonly Sample[], of: 'serviceMb' | 'readerMb'): { slope: number; low: number; high: number } {
  const size = Math.max(1, Math.floor(points.length / STRETCHES))
  const stretches = Array.from({ length: Math.floor(points.length / size) }, (_, i) => {
    const own = points.slice(i * size, (i + 1) * size)
    return { x: mean(own.map(({ pages }) => pages)), y: mean(own.map((point) => point[of])) }
  })
  const [x, y] = [mean(stretches.map((one) => one.x)), mean(stretches.map((one) => one.y))]
  const under = sum(stretches.map((one) => (one.x - x) ** 2))
  const slope = sum(stretches.map((one) => (one.x - x) * (one.y - y))) / under
  const left = sum(stretches.map((one) => (one.y - y - slope * (one.x - x)) ** 2))
  const error = Math.sqrt(left / Math.max(1, stretches.length - 2) / under)
  const shown = (perPage: number): number => Math.round(perPage * 1e5) / 100
  return { slope: shown(slope), low: shown(slope - 2 * error), high: shown(slope + 2 * error) }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length
}
