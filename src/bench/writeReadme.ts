import { readFileSync, writeFileSync } from 'node:fs'
import type { BenchReport } from '../contract/bench.ts'
import { withFigures } from './readmeTable.ts'

// `npm run readme`: puts the figures of the committed report into the README. No figure there is typed by hand.
const readme = new URL('../../README.md', import.meta.url)
const report = JSON.parse(readFileSync(new URL('report.json', import.meta.url), 'utf8')) as BenchReport
writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), report))
