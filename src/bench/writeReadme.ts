import { readFileSync, writeFileSync } from 'node:fs'
import type { BenchReport } from '../contract/bench.ts'
import type { BenchReviewReport } from '../contract/benchReview.ts'
import { withFigures } from './readmeTable.ts'

// `npm run readme`: puts the figures of the committed reports into the README. No figure there is typed by hand.
const readme = new URL('../../README.md', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const [report, review] = [read('report.json') as BenchReport, read('review.json') as BenchReviewReport]
writeFileSync(readme, withFigures(readFileSync(readme, 'utf8'), report, review))
