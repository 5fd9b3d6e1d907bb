#!/usr/bin/env node
// The bin of the package. There is no build step: what the sources say now is joined into plain JavaScript when it is first asked
// for and kept by their state, and starts in a seventh of the time that a loader of TypeScript takes (decisions/0127).
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const top = resolve(import.meta.dirname, '../..')
const main = join(import.meta.dirname, 'main.ts')
const cache = join(top, 'node_modules/.cache/xiance')
const name = `cli-${stateOf(join(top, 'src'), join(top, 'package-lock.json'))}`
const kept = join(cache, name, 'main.mjs')
const KEPT_STATES = 10
process.setSourceMapsEnabled(true)
await import(pathToFileURL(existsSync(kept) ? kept : await made()).href)

/** Of all files below a folder and of one more: names, sizes and when they were written. Without the screens, which are made of them. */
function stateOf(folder, file) {
  const hash = createHash('sha256')
  const below = readdirSync(folder, { recursive: true }).filter((one) => !one.startsWith(join('web', 'dist')))
  for (const path of [file, ...below.toSorted().map((one) => join(folder, one))]) {
    // What an editor keeps for a moment may be gone.
    const state = statSync(path, { throwIfNoEntry: false })
    hash.update(`${path} ${state?.size} ${state?.mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** Joined and kept; where nothing can be kept, the sources themselves, by their loader. */
async function made() {
  const { register } = await import('tsx/esm/api')
  register()
  const { plainModule } = await import('../pipeline/plainModule.ts')
  const path = await plainModule(main, { folder: cache, name })
  if (path === kept) leaveNewest(KEPT_STATES)
  return path
}

/** Of joined states of the sources; a service that runs from one of them still loads some of it when it is asked for. */
function leaveNewest(count) {
  const states = readdirSync(cache).filter((one) => /^cli-[0-9a-f]+$/.test(one))
  const writtenMs = (one) => statSync(join(cache, one), { throwIfNoEntry: false })?.mtimeMs ?? 0
  for (const old of states.toSorted((a, b) => writtenMs(b) - writtenMs(a)).slice(count))
    rmSync(join(cache, old), { recursive: true, force: true })
}
