import { defineConfig } from 'vitest/config'
import SlowFirst from './slowFirst.ts'

export default defineConfig({
  root: new URL('../..', import.meta.url).pathname,
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores: two files at a time, each with engines of its own.
    maxWorkers: 2,
    pool: 'forks',
    // A file finds the engines and the compiled code of the one before it: a fifth of the suite went into loading the same again. What a test
    // changes for its whole process (the environment, `judgeBy`) it sets back.
    isolate: false,
    // As the product's own processes that share cores (decisions/0120).
    execArgv: ['--single-threaded-gc'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes; a second, as is usual, is less than a slow machine may stand still.
    expect: { poll: { timeout: 30_000 } },
    sequence: { sequencer: SlowFirst },
    globalSetup: ['./test/config/globalSetup.ts'],
    reporters: ['default', './test/config/countReporter.ts'],
  },
})
