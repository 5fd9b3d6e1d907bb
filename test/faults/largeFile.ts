import { tmpdir } from 'node:os'
import { asPdf, serialOf, smallPage } from './smallPages.ts'
import { watchService } from './watchedService.ts'

export interface LargeFile {
  readonly pages: number
  readonly fileMb: number
  /** Resident megabytes of the service before the file came, and at most until the end of the measurement. */
  readonly beforeMb: number
  readonly mostMb: number
  /** From the drop until the file is split, and until the first letter can be reviewed; how many pages had been read by then. */
  readonly splitMs: number
  readonly firstLetterMs: number
  readonly readThen: number
  /** Until all is read; null when that was not waited for. */
  readonly allMs: number | null
}

/** Lets the service take in one PDF of so many pages, two a letter, and watches its memory and its register. */
export async function measureLargeFile(pages: number, toTheEnd: boolean): Promise<LargeFile> {
  const small = await asPdf(Array.from({ length: pages }, (_, i) => smallPage(serialOf(i >> 1), (i % 2) + 1)))
  const bytes = padded(small, PADDED_BYTES)
  const settings = { XIANCE_FILE_MB: '500', XIANCE_FILE_PAGES: String(pages), XIANCE_READERS: '1' } as const
  // Twice the file: more than the disk in memory of many a machine.
  const service = await watchService(settings, tmpdir())
  const { store } = service
  try {
    // One letter first: code that runs for the first time takes its memory once.
    await service.drop('before.pdf', await asPdf([1, 2].map((page) => smallPage(serialOf(pages), page))))
    await service.until(async () => ((await reviewable()) > 0 ? true : null))
    const beforeMb = service.memory().serviceMb
    let mostMb = beforeMb
    const start = performance.now()
    const passed = (): number => performance.now() - start
    const untilSeen = <T>(look: () => Promise<T | null>): Promise<T> =>
      service.until(async () => {
        mostMb = Math.max(mostMb, service.memory().serviceMb)
        return look()
      })
    await service.drop('large.pdf', bytes)
    const splitMs = await untilSeen(async () =>
      (await store.letters({ offset: 0, limit: 2 })).length > 1 ? passed() : null,
    )
    const firstLetterMs = await untilSeen(async () => ((await reviewable()) > 1 ? passed() : null))
    const readThen = await readPages()
    const allMs = toTheEnd ? await untilSeen(async () => ((await store.jobsOpen()).open === 0 ? passed() : null)) : null
    return { pages, fileMb: bytes.length / 1e6, beforeMb, mostMb, splitMs, firstLetterMs, readThen, allMs }
  } finally {
    await service.remove()
  }

  async function reviewable(): Promise<number> {
    const letters = await store.letters({ offset: 0, limit: 10_000 })
    return letters.filter(({ state }) => state !== 'receiving').length
  }
  async function readPages(): Promise<number> {
    const { arrivals } = await store.arrivals({ offset: 0, limit: 2 })
    const large = arrivals.find(({ name }) => name === 'large.pdf')!
    return (await store.pagesOfArrivals([large.id])).filter(({ state }) => state === 'placed').length
  }
}

/** As large as so many pages of a real scan are: what holds the file as a whole would be seen. A comment before the last `startxref` is no part of any page. */
export function padded(pdf: Buffer, sizeBytes: number): Buffer {
  const end = pdf.lastIndexOf('startxref')
  const line = `%${' '.repeat(998)}\n`
  const comment = Buffer.alloc(Math.max(0, sizeBytes - pdf.length), line)
  comment[comment.length - 1] = 0x0a
  return Buffer.concat([pdf.subarray(0, end), comment, pdf.subarray(end)])
}

const PADDED_BYTES = 220e6
