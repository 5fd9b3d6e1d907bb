import { routes, type Failure } from '../contract/routes.ts'
import { person, uploads, type Upload } from './state.ts'

/** Sends files one after another; each is durable when its answer comes, and then appears among the arrivals. */
export async function sendFiles(files: readonly File[]): Promise<void> {
  const queued = files.map((file) => ({ file, id: crypto.randomUUID() }))
  uploads.value = [
    ...uploads.value.filter(({ state }) => state !== 'failed'),
    ...queued.map(({ file, id }) => {
      return { id, name: file.name, sizeBytes: file.size, sent: 0, failure: null, state: 'waiting' as const }
    }),
  ]
  for (const { file, id } of queued) await send(file, id)
}

// fetch does not tell how much of an upload has gone out; XMLHttpRequest does.
function send(file: File, id: string): Promise<void> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open(routes.receiveFile.method, routes.receiveFile.url)
    request.responseType = 'json'
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      change(id, { sent: total === 0 ? 1 : loaded / total })
    })
    request.addEventListener('loadend', () => {
      if (request.status === 200) uploads.value = uploads.value.filter((upload) => upload.id !== id)
      else change(id, { state: 'failed', failure: (request.response as Failure | null) ?? null })
      if (request.status === 401) person.value = null
      resolve()
    })
    const body = new FormData()
    body.append('file', file)
    change(id, { state: 'sending' })
    request.send(body)
  })
}

function change(id: string, to: Partial<Upload>): void {
  uploads.value = uploads.value.map((upload) => (upload.id === id ? { ...upload, ...to } : upload))
}
