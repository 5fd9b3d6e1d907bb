import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const top = resolve(import.meta.dirname, '../..')
/** Below node_modules: modules that are built there find what they import. */
const cache = join(top, 'node_modules/.cache/xiance-runs')
/** Processes of the run find its folder by this. Not a setting of the product: it refuses those it does not know. */
export const RUN_FOLDER = 'TEST_RUN_FOLDER'

/** A folder for what the processes of this run share; gone when this process ends. */
export function makeRunFolder(): string {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'run-'))
  process.env[RUN_FOLDER] = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The run's folder; a command beside the tests is a run of its own. */
export function runFolder(): string {
  return process.env[RUN_FOLDER] ?? makeRunFolder()
}
