import type { Readable } from 'node:stream'
import { XianceError } from '../contract/errors.ts'
import type { ArrivalView } from '../contract/letter.ts'
import type { Office } from '../contract/office.ts'
import type { ArrivalRow } from '../contract/rows.ts'
import type { UploadAnswer } from '../contract/uploadRoutes.ts'
import { recordArrival } from '../intake/recordArrival.ts'
import { takeInStream, type IntakeParts } from '../intake/takeIn.ts'
import { troubleOf, type placeToKeep } from '../intake/trouble.ts'
import { openUploads, uploadKey } from '../intake/uploads.ts'

export interface ReceiveParts {
  readonly intake: IntakeParts
  readonly place: ReturnType<typeof placeToKeep>
  /** Where originals are kept, for messages; and where uploads lie until they are whole. */
  readonly originals: string
  readonly uploads: string
  readonly paused: () => boolean
  readonly arrived: (row: ArrivalRow) => void
  readonly viewOf: (row: ArrivalRow) => Promise<ArrivalView>
}

/** Files that browsers send: at once, or in pieces that go on after the connection was lost. */
export async function openReceiving(parts: ReceiveParts): Promise<Pick<Office, 'receive' | 'receivePart'>> {
  const { intake, place, originals, paused, arrived, viewOf } = parts
  const uploads = await openUploads(parts.uploads, intake.clock())
  /** The piece of each upload that is on its way. */
  const coming = new Map<string, { readonly bytes: Readable; readonly ended: Promise<unknown> }>()

  const mayCome = async (bytes: Readable): Promise<void> => {
    const hindrance = paused() ? 'INTAKE_PAUSED' : await place.trouble(false)
    if (hindrance === null) return
    // What is being sent must be taken off the wire, or its sender never hears the answer.
    bytes.resume()
    throw new XianceError(hindrance, { path: originals })
  }
  const telling = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      const trouble = troubleOf(error)
      throw trouble === null ? error : new XianceError(trouble, { path: originals }, { cause: error })
    }
  }
  const come = async (key: string, part: Part, bytes: Readable, by: string): Promise<UploadAnswer> => {
    const { name, size, at } = part
    const before = await uploads.arrivalOf(key)
    const whole = async (row: ArrivalRow) => ({ received: size, arrival: await viewOf(row) })
    if (before !== null) {
      bytes.resume()
      return whole((await intake.store.arrival(before))!)
    }
    const received = size > intake.maxBytes ? size : await uploads.add(key, at, size, bytes)
    if (received < size) return { received, arrival: null }
    const row =
      size > intake.maxBytes
        ? await refuseTooLarge(name, size, bytes, by)
        : await takeInStream(name, uploads.read(key), 'upload', intake, by)
    await uploads.became(key, row.id)
    arrived(row)
    return whole(row)
  }
  // Known before it has come: it is kept as an arrival that was refused, and its bytes need not be sent.
  const refuseTooLarge = (name: string, sizeBytes: number, bytes: Readable, by: string): Promise<ArrivalRow> => {
    bytes.resume()
    const about = {
      name,
      source: 'upload',
      sizeBytes,
      blob: null,
      sourceKey: null,
      refused: 'FILE_TOO_LARGE',
      by,
    } as const
    return intake.store.transaction((tx) => recordArrival(tx, about, intake.clock()))
  }
  return {
    async receive(name, bytes, source, by) {
      await mayCome(bytes)
      return telling(async () => {
        const row = await takeInStream(name, bytes, source, intake, by)
        arrived(row)
        return viewOf(row)
      })
    },
    async receivePart(id, part, bytes, by) {
      await mayCome(bytes)
      const key = uploadKey(by, id)
      // Whoever sends again has given the connection before up, even where this side has not noticed.
      for (let earlier = coming.get(key); earlier !== undefined; earlier = coming.get(key)) {
        earlier.bytes.destroy()
        await earlier.ended
      }
      const work = telling(() => come(key, part, bytes, by))
      const ended = work.then(
        () => coming.delete(key),
        () => coming.delete(key),
      )
      coming.set(key, { bytes, ended })
      return work
    },
  }
}

type Part = Parameters<Office['receivePart']>[1]
