import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { loadForms } from '../form/loadForms.ts'
import { openEngines } from '../read/engines/openEngines.ts'
import { packagedFont } from '../print/faces.ts'
import { openStore } from '../store/openStore.ts'
import { XianceError, errors } from '../contract/errors.ts'
import { errorText } from '../locale/errorText.ts'
import type { Command, CommandContext } from './command.ts'
import { chosenModel } from './product.ts'
import { foldersOf, formsFolder, migrationsFolder } from './folders.ts'
import { table } from './table.ts'

interface Finding {
  readonly item: string
  readonly ok: boolean
  readonly detail: string
}

// A day of 500 letters of two pages in colour is about 2 GB.
const LEAST_FREE_GB = 5

export const doctor: Command = {
  name: 'doctor',
  usage: '[--json]',
  words: [0, 0],
  options: { json: { type: 'boolean' } },
  async run(_words, options, context) {
    const findings: Finding[] = []
    for (const [item, look] of Object.entries(checks)) {
      try {
        findings.push({ item, ok: true, detail: await look(context) })
      } catch (error) {
        findings.push({ item, ok: false, detail: advice(error, context.lang) })
      }
    }
    const { ok, problem, item, state, detail } = context.words.doctor
    if (options['json'] === true) context.print(JSON.stringify(findings, null, 2))
    else
      context.print(
        table(
          [item, state, detail],
          findings.map((f) => [f.item, f.ok ? `✓ ${ok}` : `✗ ${problem}`, f.detail]),
        ),
      )
    return findings.every((finding) => finding.ok) ? 0 : errors.DATA_FOLDER_UNUSABLE.exit
  },
}

const checks: Record<string, (context: CommandContext) => Promise<string>> = {
  async node() {
    const [major, minor] = process.versions.node.split('.').map(Number)
    if (major! < 20 || (major === 20 && minor! < 19)) throw new Error(`${process.version} < 20.19`)
    return process.version
  },
  async models({ settings }) {
    const engines = await openEngines({ modelsPath: await chosenModel(settings) })
    await engines.close()
    return `${engines.lines.id} sha256`
  },
  async fonts() {
    const bytes = await Promise.all((['sans 400', 'sans 700', 'serif 700'] as const).map((face) => packagedFont(face)))
    return `${Math.round(bytes.reduce((sum, font) => sum + font.length, 0) / 1e6)} MB`
  },
  async forms() {
    return (await loadForms(formsFolder)).map(({ id, version }) => `${id} v${version}`).join(', ')
  },
  async folders({ settings }) {
    const { originals, inbox, derived, database } = foldersOf(settings)
    for (const folder of [originals, inbox, derived, dirname(database)]) {
      await mkdir(folder, { recursive: true })
      await access(folder, constants.W_OK)
    }
    return inbox
  },
  async database({ settings }) {
    const { database } = foldersOf(settings)
    const store = await openStore(database, migrationsFolder)
    const broken = await store.auditBreak()
    await store.close()
    if (broken !== null) throw new Error(`audit chain: ${broken}`)
    return database
  },
  async disk({ settings }) {
    const { bavail, bsize } = await statfs(dirname(foldersOf(settings).database))
    const freeGb = (bavail * bsize) / 1e9
    if (freeGb < LEAST_FREE_GB) throw new Error(`${freeGb.toFixed(1)} GB < ${LEAST_FREE_GB} GB`)
    return `${freeGb.toFixed(0)} GB`
  },
}

function advice(error: unknown, lang: 'zh' | 'en'): string {
  if (error instanceof XianceError) {
    const { what, next } = errorText(error, lang)
    return `${what} ${next}`
  }
  return error instanceof Error ? error.message : String(error)
}
