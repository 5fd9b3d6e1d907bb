import { buildApp } from '../../src/api/app.ts'
import { listen } from '../../src/api/listen.ts'
import type { AppParts } from '../../src/api/parts.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { startOffice } from '../../src/pipeline/startOffice.ts'
import { quickConfig } from './quickOffice.ts'
import { deskForm } from './desks.ts'

/** What a service with screens is told: its folder, where it listens, and at which moment of the first save it dies. */
export interface DeskOrder {
  readonly data: string
  readonly port: number
  readonly webFolder: string
  readonly readerModule: string
  readonly migrations: string
  readonly dieAt: 'asked' | 'saved' | null
}

/**
 * The service with its screens as a process of its own. `asked`: it dies when a save has reached it and before anything is written; `saved`:
 * between what was written and the answer.
 */
const { data, port, webFolder, readerModule, migrations, dieAt } = JSON.parse(process.argv[2]!) as DeskOrder
const die = (moment: DeskOrder['dieAt']): void => void (moment === dieAt && process.kill(process.pid, 'SIGKILL'))
const { office, store } = await startOffice(quickConfig(data, { forms: [deskForm], readerModule, migrations }))
const none = async (): Promise<never> => {
  throw new Error('not served here')
}
const app = await buildApp({
  office: {
    ...office,
    async save(id, by, request) {
      die('asked')
      const result = await office.save(id, by, request)
      die('saved')
      return result
    },
  } satisfies AppParts['office'],
  people: openPeople(store),
  hosts: [],
  tls: null,
  forms: [],
  fileBytes: 1e6,
  webFolder,
  newSerial: () => '',
  previewPage: none,
  exportLetters: none,
  log: (line) => void process.stderr.write(`${line}\n`),
})
process.send?.({ url: await listen(app, '127.0.0.1', port) })
process.on('disconnect', () => process.exit(1))
