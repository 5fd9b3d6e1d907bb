import type { StackFigures } from '../contract/benchStack.ts'
import type { RunningOffice } from '../contract/office.ts'
import type { StackTruth } from '../contract/stackTruth.ts'
import type { Store } from '../contract/store.ts'
import { compareStack } from './compareStack.ts'
import { watchProcessTree } from './processTree.ts'

/** Lets a fresh office take in one stack whose truth is known, and says what became of each page, how fast, and with how much memory. */
export async function measureStack(
  { office, store }: { office: RunningOffice; store: Store },
  truth: StackTruth,
  path: string,
  onProgress: (done: number, total: number) => void,
): Promise<StackFigures> {
  const usage = watchProcessTree()
  const start = performance.now()
  const [arrival] = await office.intakePaths([path], ({ pagesDone, pagesTotal }) => onProgress(pagesDone, pagesTotal))
  const seconds = (performance.now() - start) / 1000
  const used = usage.stop()
  const pages = await store.pagesOfArrivals([arrival!.id])
  const letters = await store.lettersById([...new Set(pages.flatMap(({ letter }) => letter ?? []))])
  const { astray, ...counts } = compareStack(truth, pages, letters)
  return {
    letters: truth.letters.length,
    pages: truth.sheets.length,
    ...counts,
    heldOtherwise: astray.length,
    astray,
    lettersFound: letters.length,
    seconds,
    pagesPerMinute: (truth.sheets.length / seconds) * 60,
    serviceRssMb: used?.ownRssMb ?? null,
    readerRssMb: used?.belowRssMb ?? null,
  }
}
