import { claimAtRandom } from './claiming.ts'

// `npm run faults:claims`: 50 clients over 1,000 letters. CI does the same over fewer.
const found = await claimAtRandom(1000, 50, Number(process.argv[2] ?? 1))
process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
const { doubleClaims, leftInReview, notKeyedOnce } = found
process.exitCode = doubleClaims + leftInReview + notKeyedOnce === 0 ? 0 : 1
