import { parseArgs } from 'node:util'
import { measureLargeFile } from './largeFile.ts'

// `npm run faults:large -- --pages 500`: the long form of largeFile.test.ts, until every page is read. Exit 0 only below the bar.
const { values } = parseArgs({ options: { pages: { type: 'string' } } })
const measured = await measureLargeFile(Number(values.pages ?? 500), true)
process.stdout.write(`${JSON.stringify(measured, null, 2)}\n`)
process.exitCode = measured.mostMb - measured.beforeMb < 200 ? 0 : 1
