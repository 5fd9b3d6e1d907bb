import { routes, type Failure } from '../contract/routes.ts'
import type { UploadAnswer } from '../contract/uploadRoutes.ts'
import { addressOf } from './call.ts'
import { person, uploads, type Upload } from './state.ts'

/** Sends files one after another; each is durable when its last answer comes, and then appears among the arrivals. */
export async function sendFiles(files: readonly File[]): Promise<void> {
  const queued = files.map((file) => ({ file, id: newId() }))
  uploads.value = [
    ...uploads.value.filter(({ state }) => state !== 'failed'),
    ...queued.map(({ file, id }) => {
      return { id, name: file.name, sizeBytes: file.size, sent: 0, failure: null, state: 'waiting' as const }
    }),
  ]
  for (const { file, id } of queued) await send(file, id)
}

/** Piece after piece. Where the connection is lost it waits, asks how much has come, and goes on there. */
async function send(file: File, id: string): Promise<void> {
  let at = 0
  let lost = 0
  for (;;) {
    // After a loss an empty piece: the answer says how much of the last one came through.
    const piece = lost > 0 ? file.slice(0, 0) : file.slice(at, at + PIECE_BYTES)
    if (lost === 0) change(id, { state: 'sending' })
    const { status, answer } = await sendPiece(file, id, lost > 0 ? 0 : at, piece)
    if (status === 200) {
      const { received, arrival } = answer as UploadAnswer
      if (arrival !== null) break
      at = received
      lost = 0
      change(id, { sent: at / file.size })
    } else if (LOST.has(status) && answer === null) {
      change(id, { state: 'lost' })
      await backOrAfter(Math.min(MOST_WAIT_MS, LEAST_WAIT_MS * 2 ** lost++))
    } else {
      if (status === 401) person.value = null
      return change(id, { state: 'failed', failure: (answer as Failure | null) ?? null })
    }
  }
  uploads.value = uploads.value.filter((upload) => upload.id !== id)
}

// fetch does not tell how much of an upload has gone out; XMLHttpRequest does.
function sendPiece(file: File, id: string, at: number, piece: Blob): Promise<{ status: number; answer: unknown }> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const query = { name: file.name, size: file.size, at }
    request.open(routes.sendPart.method, addressOf(routes.sendPart, { params: { id }, query }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.responseType = 'json'
    if (piece.size > 0)
      request.upload.addEventListener('progress', ({ loaded }) => change(id, { sent: (at + loaded) / file.size }))
    request.addEventListener('loadend', () => resolve({ status: request.status, answer: request.response }))
    request.send(piece)
  })
}

/** After so long, or as soon as the system says that there is a network again. */
function backOrAfter(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(go, ms)
    function go(): void {
      clearTimeout(timer)
      removeEventListener('online', go)
      resolve()
    }
    addEventListener('online', go)
  })
}

function change(id: string, to: Partial<Upload>): void {
  uploads.value = uploads.value.map((upload) => (upload.id === id ? { ...upload, ...to } : upload))
}

function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What is sent again after a loss is a piece at most. */
const PIECE_BYTES = 4e6
/** No answer at all, or that of a proxy in front of a service that is not there; what the service itself refuses it says in words. */
const LOST = new Set([0, 502, 503, 504])
const LEAST_WAIT_MS = 500
const MOST_WAIT_MS = 15_000
