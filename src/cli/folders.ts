import { join, resolve } from 'node:path'
import type { Settings } from '../contract/settings.ts'

/** Everything that changes lives here; a folder per test, per demo, per bench: two never touch. */
export interface Folders {
  readonly database: string
  readonly originals: string
  readonly derived: string
  readonly inbox: string
  /** Recognition models that were added, beside the database. */
  readonly models: string
  /** A calibration of this office's own, once there is one. */
  readonly calibration: string
}

const checkout = resolve(import.meta.dirname, '../..')

export const formsFolder = join(checkout, 'forms')
export const migrationsFolder = join(checkout, 'db/migrations')
export const samplesFolder = join(checkout, 'scans/samples')
export const webFolder = join(checkout, 'src/web/dist')

/** `XIANCE_DATA`, or `db/` and `scans/` of the checkout. */
export function foldersOf(settings: Settings): Folders {
  const db = settings.data === '' ? join(checkout, 'db') : join(resolve(settings.data), 'db')
  const scans = settings.data === '' ? join(checkout, 'scans') : join(resolve(settings.data), 'scans')
  return {
    database: join(db, 'xiance.sqlite'),
    originals: join(scans, 'originals'),
    derived: join(scans, 'derived'),
    inbox: join(scans, 'inbox'),
    models: join(db, 'models'),
    calibration: join(db, 'calibration.json'),
  }
}
