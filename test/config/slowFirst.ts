import { relative, resolve } from 'node:path'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** Where real services, browsers and readers are started: a minute that begins last is a minute that one core has nothing to do. */
const slow = ['faults/kill', 'faults/stack', 'e2e', 'faults', 'web', 'bench', 'cli', 'pipeline', 'paper', 'read', 'api']

/** A fresh machine knows no durations of earlier runs: files start by folder, slow ones first. */
export default class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const bySize = await super.sort(files)
    return bySize.toSorted((a, b) => rank(a) - rank(b))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const path = relative(resolve(import.meta.dirname, '..'), moduleId)
  const at = slow.findIndex((start) => path.startsWith(start))
  return at < 0 ? slow.length : at
}
