import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { readSettings } from '../../src/cli/settings.ts'
import type { ArrivalView } from '../../src/contract/letter.ts'
import { BACKOFF_MS } from '../../src/pipeline/office.ts'
import {
  startOffice,
  type OfficeConfig,
  type OfficeFolders,
  type StartedOffice,
} from '../../src/pipeline/startOffice.ts'
import { builtModule } from '../run/builtModules.ts'
import { smallForm } from './smallPages.ts'

/** Waits after failed tries are the product's, so many times shorter. */
export const QUICKER = 50

const migrations = resolve(import.meta.dirname, '../../db/migrations')

export type QuickConfig = Partial<
  Pick<OfficeConfig, 'migrations' | 'readerModule' | 'overrides' | 'around' | 'onError' | 'forms'>
> & {
  readonly settings?: Readonly<Record<`XIANCE_${string}`, string>>
}

/** What startOffice is given over a data folder: the real service, with the small form. */
export function quickConfig(
  data: string,
  { settings, overrides, ...config }: QuickConfig & Pick<Required<QuickConfig>, 'readerModule'>,
): OfficeConfig {
  return {
    folders: foldersIn(data),
    migrations,
    forms: [smallForm],
    settings: readSettings({ XIANCE_READERS: '2', XIANCE_STABLE_SECONDS: '0.03', XIANCE_FILE_MB: '2', ...settings }),
    onError: () => undefined,
    ...config,
    overrides: {
      inbox: { stableMs: 30, patienceMs: 1000, rescanMs: 500, alarmMs: 100 },
      leastFreeBytes: 1e6,
      backoffMs: BACKOFF_MS.map((ms) => ms / QUICKER),
      ...overrides,
    },
  }
}

export interface QuickOffice extends StartedOffice {
  readonly data: string
  readonly folders: OfficeFolders
  readonly errors: unknown[]
  /** Newest first. */
  arrivals(): Promise<ArrivalView[]>
  /** Waits until so many arrivals are done or refused. */
  until(count: number): Promise<ArrivalView[]>
  originalOf(arrival: ArrivalView): Promise<Buffer>
  names(folder: 'inbox' | 'done' | 'refused'): Promise<string[]>
  remove(): Promise<void>
}

/** The service in this process over a folder of its own, or over one that is there already. */
export async function openQuickOffice(config: QuickConfig & { readonly data?: string } = {}): Promise<QuickOffice> {
  const { data = await mkdtemp(join(tmpdir(), 'xiance-quick-')), ...rest } = config
  const errors: unknown[] = []
  const readerModule = rest.readerModule ?? (await builtModule('quickReader'))
  const started = await startOffice(
    quickConfig(data, { onError: (error) => errors.push(error), ...rest, readerModule }),
  )
  const arrivals = async (): Promise<ArrivalView[]> =>
    (await started.office.arrivals({ offset: 0, limit: 10_000 })).arrivals
  return {
    ...started,
    data,
    folders: foldersIn(data),
    errors,
    arrivals,
    async until(count) {
      for (const end = Date.now() + 300_000; Date.now() < end; await pause(50)) {
        const all = await arrivals()
        if (all.filter(({ state }) => state === 'done' || state === 'refused').length >= count) return all
      }
      throw new Error(`${count} arrivals did not end`)
    },
    originalOf: async (arrival) => readFile(await started.blobs.path(arrival.sha256!)),
    names: (folder) => readdir(join(data, 'scans', folder)).catch(() => []),
    async remove() {
      await started.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

export function foldersIn(data: string): OfficeFolders {
  const scans = join(data, 'scans')
  return {
    database: join(data, 'db', 'xiance.sqlite'),
    originals: join(scans, 'originals'),
    derived: join(scans, 'derived'),
    inbox: join(scans, 'inbox'),
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
