import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KnownForm } from '../../src/contract/digitize.ts'
import type { Role } from '../../src/contract/people.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { migrations } from '../intake/desk.ts'
import { cheapHashes } from '../people/cheapHashes.ts'
import { builtModule } from '../run/builtModules.ts'
import type { DeskOrder } from './deskService.ts'
import { openQuickOffice, type QuickOffice } from './quickOffice.ts'
import { asPdf, serialOf, smallForm, smallPage } from './smallPages.ts'

/** What nobody reads: every letter waits for a person to key it. */
export const UNREAD = 'word'

/** The small form with a line that its reader leaves alone. */
export const deskForm: KnownForm = {
  ...smallForm,
  layout: {
    ...smallForm.layout,
    pages: smallForm.layout.pages.map((page) =>
      page.page === 1
        ? {
            ...page,
            fields: [...page.fields, { ...page.fields[0]!, id: UNREAD, boxMm: { x: 10, y: 65, w: 40, h: 10 } }],
          }
        : page,
    ),
  },
}

export interface Desks {
  readonly data: string
  readonly cookies: Readonly<Record<string, string>>
  /** Looks into the folder, or works in it, while no service runs. */
  inside<T>(work: (office: QuickOffice) => Promise<T>): Promise<T>
  start(order: Partial<DeskOrder> & Pick<DeskOrder, 'webFolder'>): Promise<RunningDesk>
  remove(): Promise<void>
}

export interface RunningDesk {
  readonly url: string
  readonly process: ChildProcess
  /** Resolves when the process has ended, by itself or by `stop`. */
  readonly ended: Promise<unknown>
  stop(): Promise<void>
}

/** A data folder with letters that wait for a person and people who are signed in. */
export async function prepareDesks(letters: number, people: Readonly<Record<string, readonly Role[]>>): Promise<Desks> {
  const data = await mkdtemp(join(tmpdir(), 'xiance-desks-'))
  const inside: Desks['inside'] = async (work) => {
    const office = await openQuickOffice({ data, forms: [deskForm] })
    try {
      return await work(office)
    } finally {
      await office.close()
    }
  }
  const cookies: Record<string, string> = {}
  await inside(async ({ office, store }) => {
    const files = Array.from({ length: letters }, (_, n) => join(data, `${n}.pdf`))
    for (const [n, file] of files.entries())
      await writeFile(file, await asPdf([smallPage(serialOf(n), 1), smallPage(serialOf(n), 2)]))
    await office.intakePaths(files)
    const door = openPeople(store, Date.now, cheapHashes)
    for (const [name, roles] of Object.entries(people)) {
      const { password } = await door.add(name, roles, null, 'test')
      cookies[name] = `xiance_session=${(await door.signIn(name, password, '127.0.0.1')).token}`
    }
  })
  return {
    data,
    cookies,
    inside,
    async start(order) {
      const readerModule = await builtModule('quickReader')
      const full: DeskOrder = { data, port: 0, dieAt: null, readerModule, migrations, ...order }
      const child = fork(await builtModule('deskService'), [JSON.stringify(full)], { execArgv: [] })
      const ended = once(child, 'exit')
      const [told] = (await Promise.race([once(child, 'message'), ended.then(() => [null])])) as [
        { url: string } | null,
      ]
      if (told === null) throw new Error('the service ended before it listened')
      return { url: told.url, process: child, ended, stop: async () => void (child.kill('SIGKILL'), await ended) }
    },
    remove: () => rm(data, { recursive: true, force: true }),
  }
}
