import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { readSymbols } from '../../src/sort/readSymbols.ts'
import { codedPage } from '../faults/smallPages.ts'

/** Row B4: what the decoder of symbols keeps of each that it found is given back, or a reader would grow for ever. */
it('holds nothing of the symbols it has found', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const held = async (): Promise<number> => {
    // What lies outside the heap goes with a later collection than what pointed to it.
    for (let n = 0; n < 4; n++) {
      collect()
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const image = eightCodes()
  expect(await readSymbols(image)).toHaveLength(8)
  const before = await held()
  for (let n = 0; n < 500; n++) await readSymbols(image)
  expect((await held()) - before).toBeLessThan(2e6)
})

function eightCodes() {
  const pages = Array.from({ length: 8 }, (_, n) => codedPage(`code ${n}`))
  const size = 140
  const [widthPx, heightPx] = [4 * size, 2 * size]
  const data = new Uint8Array(widthPx * heightPx).fill(255)
  for (const [n, page] of pages.entries())
    for (let y = 0; y < size; y++)
      data.set(
        page.data.subarray(y * page.widthPx, y * page.widthPx + size),
        (Math.floor(n / 4) * size + y) * widthPx + (n % 4) * size,
      )
  return { widthPx, heightPx, data }
}
