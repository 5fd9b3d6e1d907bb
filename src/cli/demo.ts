import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { severities } from '../contract/truth.ts'
import type { Command } from './command.ts'
import { oneOf, wholeNumber } from './number.ts'
import { startLetters, type LettersWish } from './writeLetters.ts'

/** Prints, has filled in, "scans", takes in and serves: everything in a folder of its own, nothing of the user's is touched. */
export const demo: Command = {
  name: 'demo',
  usage: '[--letters N] [--severity S] [--seed K] [--port P] [--no-serve]',
  words: [0, 0],
  options: {
    letters: { type: 'string' },
    severity: { type: 'string' },
    seed: { type: 'string' },
    port: { type: 'string' },
    'no-serve': { type: 'boolean' },
  },
  async run(_words, options, context) {
    const count = wholeNumber('letters', options['letters'], 12, 1, 1000)
    const severity = oneOf('severity', options['severity'], 'normal', severities)
    const seed = wholeNumber('seed', options['seed'], 1, 0, 1_000_000)
    const port = wholeNumber('port', options['port'], context.settings.port, 0, 65_535)
    const data = await mkdtemp(join(tmpdir(), 'xiance-demo-'))
    const started = performance.now()

    const wishes = Array.from({ length: count }, (_, i): LettersWish => {
      const folder = join(data, 'letters')
      return { form: 'golden-ideas-2021', seed: seed * 10_000 + i, severity, pool: 'development', folder }
    })
    // The first pen is on paper while the office is still being loaded: neither needs the other, and no core waits.
    const letters = startLetters(wishes)
    letters.catch(() => undefined)
    const { openDemo } = await import('./demoOffice.ts')
    return openDemo(letters, { data, port, started, serve: options['no-serve'] !== true }, context)
  },
}
