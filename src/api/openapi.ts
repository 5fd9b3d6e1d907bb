import { buildApp } from './app.ts'

/** The API's description as it is committed: what the routes say, with two spaces of indent. */
export async function openapiText(): Promise<string> {
  const unused = (): never => {
    throw new Error('the description is made without serving')
  }
  const app = await buildApp({
    office: new Proxy({} as Parameters<typeof buildApp>[0]['office'], { get: unused }),
    people: new Proxy({} as Parameters<typeof buildApp>[0]['people'], { get: unused }),
    hosts: [],
    tls: null,
    forms: [],
    fileBytes: 1,
    webFolder: null,
    newSerial: unused,
    previewPage: unused,
    exportLetters: unused,
    log: unused,
  })
  await app.ready()
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  return text
}
