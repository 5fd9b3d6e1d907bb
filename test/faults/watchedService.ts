import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { processTreeUsage } from '../../src/bench/processTree.ts'
import type { Store } from '../../src/contract/store.ts'
import { openStore } from '../../src/store/openStore.ts'
import { migrations } from '../intake/desk.ts'
import { builtModule } from '../run/builtModules.ts'
import { foldersIn, pause, type QuickConfig } from './quickOffice.ts'
import type { ServiceOrder } from './service.ts'

/** The service as a process of its own, whose memory and register are looked at from outside. */
export interface WatchedService {
  /** Reads what the service has committed. */
  readonly store: Store
  /** Resident megabytes of the service, and of the largest of its readers. */
  memory(): { serviceMb: number; readerMb: number }
  drop(name: string, bytes: Uint8Array): Promise<void>
  /** Looks again and again until `look` answers something. Throws when the service has ended. */
  until<T>(look: () => Promise<T | null>): Promise<T>
  remove(): Promise<void>
}

/** `place`: where the data folder is made. How much is written is the same on any disk, and only memory is measured. */
export async function watchService(
  settings: QuickConfig['settings'],
  place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir(),
): Promise<WatchedService> {
  const data = await mkdtemp(join(place, 'xiance-watched-'))
  const { inbox, database } = foldersIn(data)
  await mkdir(inbox, { recursive: true })
  const readerModule = await builtModule('quickReader')
  const order: ServiceOrder = {
    data,
    dieAt: null,
    readerModule,
    migrations,
    ...(settings === undefined ? {} : { settings }),
  }
  const service = fork(await builtModule('service'), [JSON.stringify(order)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(service, 'exit')
  const [ready] = await Promise.race([once(service, 'message'), ended.then(() => [null])])
  if (ready === null) throw new Error('the service ended before it was ready')
  const store = await openStore(database, migrations)
  return {
    store,
    memory() {
      const usage = processTreeUsage(service.pid)
      if (usage === null) throw new Error('this system does not say what a process holds')
      return { serviceMb: usage.ownRssMb, readerMb: usage.belowRssMb }
    },
    async drop(name, bytes) {
      await writeFile(join(data, name), bytes)
      await rename(join(data, name), join(inbox, name))
    },
    async until(look) {
      while (service.exitCode === null && service.signalCode === null) {
        const found = await look()
        if (found !== null) return found
        await pause(LOOK_MS)
      }
      throw new Error(`the service ended: ${service.exitCode ?? service.signalCode}`)
    },
    async remove() {
      service.kill('SIGKILL')
      await ended
      await store.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

const LOOK_MS = 50
