import { join } from 'node:path'
import { plainModule } from '../../src/pipeline/plainModule.ts'
import { runFolder, top } from './runFolder.ts'

/** Modules of tests that processes of their own start with. */
export type BuiltModule = 'quickReader' | 'faultyReader' | 'doubtfulReader' | 'service' | 'deskService'

/**
 * The path of such a module as the product starts its own processes with: a process that needs no loader costs a third, and some hundred
 * are started.
 */
export function builtModule(name: BuiltModule): Promise<string> {
  return plainModule(join(top, 'test/faults', `${name}.ts`), { folder: join(runFolder(), 'modules') })
}
