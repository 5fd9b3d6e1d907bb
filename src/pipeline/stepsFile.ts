import type { DrawnPicture, DrawnSteps } from '../contract/pageSteps.ts'

interface Head extends Pick<DrawnSteps, 'seen'> {
  readonly pictures: readonly (Omit<DrawnPicture, 'bytes'> & { readonly name: string; readonly bytes: number })[]
}

/** All of a page in one file: the length of the head, the head as JSON, the pictures one after another. */
export function packSteps({ seen, scan, ink, crops }: DrawnSteps): Uint8Array {
  const named = Object.entries({ scan, ink, ...prefixed(crops) }).flatMap(([name, one]) =>
    one === null ? [] : [[name, one] as const],
  )
  const pictures = named.map(([name, { bytes, ...size }]) => ({ name, ...size, bytes: bytes.length }))
  const head = Buffer.from(JSON.stringify({ seen, pictures } satisfies Head))
  const length = Buffer.alloc(4)
  length.writeUInt32LE(head.length)
  return Buffer.concat([length, head, ...named.map(([, { bytes }]) => bytes)])
}

/** What `packSteps` put together; null when the file is none of these: then the steps are drawn again. */
export function unpackSteps(file: Buffer): DrawnSteps | null {
  let head: Head
  try {
    const end = 4 + file.readUInt32LE(0)
    head = JSON.parse(file.toString('utf8', 4, end)) as Head
    const pictures = new Map<string, DrawnPicture>()
    let at = end
    for (const { name, bytes, ...size } of head.pictures) {
      pictures.set(name, { ...size, bytes: file.subarray(at, (at += bytes)) })
    }
    if (at !== file.length) return null
    const crops = [...pictures].filter(([name]) => name.startsWith(CROP))
    return {
      seen: head.seen,
      scan: pictures.get('scan') ?? null,
      ink: pictures.get('ink') ?? null,
      crops: Object.fromEntries(crops.map(([name, one]) => [name.slice(CROP.length), one])),
    }
  } catch {
    return null
  }
}

function prefixed(crops: DrawnSteps['crops']): Record<string, DrawnPicture> {
  return Object.fromEntries(Object.entries(crops).map(([id, one]) => [CROP + id, one]))
}

const CROP = 'crop '
