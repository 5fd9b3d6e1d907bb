#!/usr/bin/env node
// The bin of the package. There is no build step: what the sources say now is joined into plain JavaScript when it is first asked
// for and kept by their state, and starts in a seventh of the time that a loader of TypeScript takes (decisions/0127).
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const top = resolve(import.meta.dirname, '../..')
const main = join(import.meta.dirname, 'main.ts')
const name = `cli-${stateOf(join(top, 'src'), join(top, 'package-lock.json'))}`
const kept = join(top, 'node_modules/.cache/xiance', name, 'main.mjs')
process.setSourceMapsEnabled(true)
await import(pathToFileURL(existsSync(kept) ? kept : await made()).href)

/** Of all files below a folder and of one more: names, sizes and when they were written. */
function stateOf(folder, file) {
  const hash = createHash('sha256')
  const below = readdirSync(folder, { recursive: true }).toSorted()
  for (const path of [file, ...below.map((one) => join(folder, one))]) {
    const { size, mtimeMs } = statSync(path)
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex').slice(0, 16)
}

/** Joined and kept; where nothing can be kept, the sources themselves, by their loader. */
async function made() {
  const { register } = await import('tsx/esm/api')
  register()
  const { plainModule } = await import('../pipeline/plainModule.ts')
  return plainModule(main, { name })
}
