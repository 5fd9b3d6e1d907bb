import type { FastifyInstance } from 'fastify'
import { buildApp, type App } from '../../src/api/app.ts'
import type { AppParts } from '../../src/api/parts.ts'
import type { Role } from '../../src/contract/people.ts'
import { openPeople } from '../../src/people/openPeople.ts'
import { cheapHashes } from '../people/cheapHashes.ts'
import { onlyWhatIsSaid } from './onlyWhatIsSaid.ts'
import type { QuickOffice } from '../faults/quickOffice.ts'

/** The app over an office, with a session for each of these people: the cookie header by their name. `parts`: what this test asks for besides. */
export async function appOver(
  office: Pick<QuickOffice, 'office' | 'store'>,
  people: Readonly<Record<string, readonly Role[]>>,
  webFolder: string | null,
  parts: Partial<Pick<AppParts, 'newSerial' | 'previewPage' | 'exportLetters'>> = {},
): Promise<{ app: App; cookies: Record<string, string> }> {
  const door = openPeople(office.store, Date.now, cheapHashes)
  const cookies: Record<string, string> = {}
  for (const [name, roles] of Object.entries(people)) {
    const { password } = await door.add(name, roles, null, 'test')
    cookies[name] = `xiance_session=${(await door.signIn(name, password, '127.0.0.1')).token}`
  }
  const never = (): never => {
    throw new Error('not asked for here')
  }
  const app = await buildApp({
    office: office.office,
    people: door,
    hosts: [],
    tls: null,
    forms: [],
    fileBytes: 2e6,
    webFolder,
    newSerial: never,
    previewPage: never,
    exportLetters: never,
    log: () => undefined,
    ...parts,
  })
  onlyWhatIsSaid(app as unknown as FastifyInstance)
  return { app, cookies }
}
