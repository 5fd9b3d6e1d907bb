import { existsSync } from 'node:fs'
import type { Calibration } from '../contract/calibration.ts'
import type { LoadedForm } from '../contract/form.ts'
import type { RunningOffice } from '../contract/office.ts'
import { XianceError } from '../contract/errors.ts'
import type { People } from '../contract/people.ts'
import type { Settings } from '../contract/settings.ts'
import type { Blobs, Store } from '../contract/store.ts'
import { loadForms } from '../form/loadForms.ts'
import { errorText } from '../locale/errorText.ts'
import { openPeople } from '../people/openPeople.ts'
import { judgeBy, readCalibration } from '../judge/calibration.ts'
import { checkModel, openModelShelf } from '../read/engines/modelShelf.ts'
import { readManifest } from '../read/engines/modelManifest.ts'
import { startOffice } from '../pipeline/startOffice.ts'
import { foldersOf, formsFolder, migrationsFolder, type Folders } from './folders.ts'
import { knownForms } from './knownForms.ts'

/** Everything wired together over one data folder. */
export interface Product {
  readonly forms: readonly LoadedForm[]
  readonly folders: Folders
  readonly office: RunningOffice
  readonly store: Store
  readonly people: People
  readonly blobs: Blobs
  close(): Promise<void>
}

/**
 * Opens the data folder that the settings name, for this process alone, with readers warm behind it. `modelsPath`: manifest of the
 * recognition model, when it is not the one chosen in that folder. `forms`: known beside those of the checkout.
 */
export async function openProduct(
  settings: Settings,
  { modelsPath, forms: more = [] }: { modelsPath?: string; forms?: readonly LoadedForm[] } = {},
): Promise<Product> {
  const folders = foldersOf(settings)
  const manifest = modelsPath ?? (await chosenModel(settings))
  const forms = [...(await loadForms(formsFolder)), ...more]
  judgeBy(calibrationOf(folders))
  const known = await knownForms(forms, folders.derived)
  const started = await startOffice({
    folders,
    migrations: migrationsFolder,
    forms: known,
    settings,
    modelsPath: manifest,
    onError: (error) => report(error, settings.lang),
  })
  return { forms, folders, people: openPeople(started.store), ...started }
}

/**
 * Manifest of the recognition model that the settings and their data folder choose, its files checked: better no reader than one that
 * reads nonsense. Errors: MODEL_UNKNOWN, MODEL_MISSING, MODEL_DAMAGED.
 */
export async function chosenModel(settings: Settings, id = settings.model): Promise<string> {
  const manifestPath = await openModelShelf(foldersOf(settings).models).manifestOf(id)
  await checkModel({ model: (await readManifest(manifestPath)).recognition, manifestPath })
  return manifestPath
}

/** The office's own calibration; null when it has none. Errors: CALIBRATION_INVALID. */
function calibrationOf({ calibration }: Folders): Calibration | null {
  return existsSync(calibration) ? readCalibration(calibration) : null
}

// What goes wrong behind the scenes: a sentence or a stack, never a value from a page.
function report(error: unknown, lang: 'zh' | 'en'): void {
  const text =
    error instanceof XianceError ? sentence(error, lang) : error instanceof Error ? error.stack : String(error)
  process.stderr.write(`${new Date().toISOString()} ${text}\n`)
}

function sentence(error: XianceError, lang: 'zh' | 'en'): string {
  const { what, next } = errorText(error, lang)
  return `✗ ${what}\n→ ${next}`
}
