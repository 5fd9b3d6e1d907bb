import type { Reporter, TestModule } from 'vitest/node'

/** Prints `N passed, N failed, N skipped` as the last line: scripts read it, people see it first. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') count.passed++
        else if (state === 'failed') count.failed++
        else count.skipped++
      }
      if (module.state() === 'failed' && module.children.size === 0) count.failed++
    }
    const line = `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`
    // After vitest's own summary, which is printed once every reporter has returned.
    process.once('exit', () => process.stdout.write(`\n${line}\n`))
  }
}
