import { parseArgs } from 'node:util'
import { countWhatIsThere } from './counting.ts'
import { killAgainAndAgain, removeKilled } from './killing.ts'

// `npm run faults:kill -- --kills 1000 [--seed 1]`: the long form of kill.test.ts. Exit 0 only when nothing went wrong.
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } })
const kills = Number(values.kills ?? 1000)
const start = performance.now()
const killed = await killAgainAndAgain(kills, Number(values.seed ?? 1), (n) => {
  if (n % 10 === 0) process.stderr.write(`${n}/${kills} ${Math.round((performance.now() - start) / 1000)} s\n`)
})
const { lost, doubled, wrongLetter, untidy, ...sums } = await countWhatIsThere(killed)
const wrong = { lost, doubled, wrongLetter, untidy }
const counts = Object.fromEntries(Object.entries(wrong).map(([name, list]) => [name, list.length]))
process.stdout.write(
  `${JSON.stringify({ kills, ...sums, ...counts, atStep: Object.fromEntries(killed.atStep) }, null, 2)}\n`,
)
const all = Object.values(wrong).flat()
for (const line of all.slice(0, 50)) process.stdout.write(`${line}\n`)
if (all.length === 0) await removeKilled(killed)
else process.stdout.write(`kept to be looked at: ${killed.data}\n`)
process.exitCode = all.length === 0 ? 0 : 1
