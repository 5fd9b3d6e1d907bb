import { readFile } from 'node:fs/promises'
import type { PageImage } from '../contract/image.ts'
import { writeDerived } from './encodeView.ts'

/** Leaves the pixels of a decoded page in a file, whole or not at all. On a full disk there is none: it is a shortcut. */
export async function keepDecode(path: string, { widthPx, heightPx, dpi, data }: PageImage): Promise<void> {
  const head = new Uint8Array(Uint32Array.of(widthPx, heightPx, dpi ?? 0).buffer)
  try {
    await writeDerived(path, head, data)
  } catch {
    // The page is decoded again.
  }
}

/** What `keepDecode` left; null when it is not there or not whole: the page is decoded again then. */
export async function keptDecode(path: string): Promise<PageImage | null> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch {
    return null
  }
  if (bytes.length < HEAD_BYTES) return null
  const [widthPx, heightPx, dpi] = [0, 4, 8].map((at) => bytes.readUInt32LE(at)) as [number, number, number]
  if (bytes.length !== HEAD_BYTES + widthPx * heightPx) return null
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + HEAD_BYTES, widthPx * heightPx)
  return { widthPx, heightPx, data, dpi: dpi === 0 ? null : dpi }
}

const HEAD_BYTES = 12
