import { expect, it } from 'vitest'
import { measureLargeFile } from './largeFile.ts'

/** Row B2: a PDF of 500 pages. The file is split as a whole (decision 0110), then its letters come one by one. Long form: `npm run faults:large`. */
it('takes a PDF of 500 pages in with less than 200 MB more, and its first letter can be reviewed while the rest is being read', async () => {
  const { beforeMb, mostMb, readThen, pages } = await measureLargeFile(500, false)
  expect(beforeMb).toBeGreaterThan(30)
  expect(mostMb - beforeMb).toBeLessThan(200)
  expect(readThen).toBeGreaterThanOrEqual(2)
  expect(readThen).toBeLessThan(pages / 10)
}, 300_000)
