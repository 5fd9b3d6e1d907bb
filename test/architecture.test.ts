import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

/**
 * Who may import whom among the folders of src/. Change it in the commit that needs it, with the reason in the message.
 * `review (pure parts)` and `report (pure SVG)` for the web are whole folders here: both are pure.
 */
const mayImport: Record<string, readonly string[]> = {
  contract: [],
  geometry: [],
  locale: ['contract'],
  form: ['contract', 'geometry'],
  print: ['contract', 'geometry', 'form', 'locale'],
  paper: ['contract', 'geometry'],
  intake: ['contract'],
  sort: ['contract', 'geometry'],
  register: ['contract', 'geometry'],
  read: ['contract', 'geometry'],
  judge: ['contract'],
  review: ['contract'],
  store: ['contract'],
  people: ['contract'],
  pipeline: ['contract', 'geometry', 'form', 'intake', 'sort', 'register', 'read', 'judge', 'review', 'store'],
  report: ['contract', 'locale'],
  // The interval of a count is that of the samples.
  bench: ['contract', 'geometry', 'locale', 'form', 'paper', 'pipeline', 'read', 'review'],
  api: ['contract', 'locale', 'form', 'print', 'pipeline', 'review', 'store', 'report'],
  // The rules of a value are pure: the screen tells of a breach while it is typed, by the words of the same judge.
  web: ['contract', 'locale', 'geometry', 'review', 'report', 'judge'],
  cli: [
    'contract',
    'geometry',
    'locale',
    'form',
    'print',
    'paper',
    'intake',
    'sort',
    'register',
    'read',
    'judge',
    'review',
    'store',
    'people',
    'pipeline',
    'report',
    'bench',
    'api',
  ],
}

/** Each engine, database and drawing library is named in these folders only. */
const ownedPackages: Record<string, readonly string[]> = {
  'pdf-lib': ['print'],
  '@pdf-lib/fontkit': ['print'],
  'subset-font': ['print'],
  'bwip-js': ['print'],
  '@hyzyla/pdfium': ['intake'],
  sharp: ['intake', 'paper'],
  'zxing-wasm': ['sort'],
  'onnxruntime-node': ['read'],
  'tesseract.js': ['read'],
  'better-sqlite3': ['store'],
  'drizzle-orm': ['store'],
  fastify: ['api'],
  preact: ['web'],
}

const src = resolve(import.meta.dirname, '../src')
const top = resolve(src, '..')

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist') return []
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return /\.(ts|tsx|js)$/.test(entry.name) ? [path] : []
  })
}

const imports = filesBelow(src).flatMap((path) => {
  const text = readFileSync(path, 'utf8')
  const found = text.matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()\s*'([^']+)'/g)
  return [...found].map((match) => ({
    path,
    file: relative(src, path),
    folder: relative(src, path).split('/')[0]!,
    to: match[1]!,
  }))
})

describe('architecture', () => {
  it('names every folder of src/ in the table', () => {
    const folders = readdirSync(src, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
    expect(folders.filter((folder) => folder !== 'decisions').toSorted()).toEqual(Object.keys(mayImport).toSorted())
  })

  it('imports only along the table', () => {
    const outside = imports
      .filter(({ to }) => to.startsWith('.'))
      .map(({ path, file, folder, to }) => ({
        file,
        folder,
        target: relative(src, resolve(dirname(path), to)).split('/')[0]!,
      }))
      .filter(({ folder, target }) => target !== folder && !mayImport[folder]!.includes(target))
    expect(outside).toEqual([])
  })

  it('names each engine in its own folder', () => {
    const strays = imports.filter(({ to, folder }) => {
      const owners = Object.entries(ownedPackages).find(([name]) => to === name || to.startsWith(`${name}/`))?.[1]
      return owners !== undefined && !owners.includes(folder)
    })
    expect(strays.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
  })

  it('gives every folder a README of at most 15 lines', () => {
    for (const folder of Object.keys(mayImport)) {
      const lines = readFileSync(join(src, folder, 'README.md'), 'utf8')
        .trimEnd()
        .split('\n')
      expect(lines.length, folder).toBeLessThanOrEqual(15)
    }
  })

  it('has nothing else at the top', () => {
    const allowed = new Set([
      'src',
      'forms',
      'scans',
      'db',
      'test',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'node_modules',
    ])
    expect(readdirSync(top).filter((name) => !name.startsWith('.') && !allowed.has(name))).toEqual([])
  })
})
