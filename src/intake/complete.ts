import { openBytes, WINDOW_BYTES, type ByteReader } from './byteReader.ts'
import { isTiffComplete } from './completeTiff.ts'
import type { ScanMime } from './sniff.ts'

/**
 * Whether a file has its end, by the rules of its format: a scanner may still be writing it. Says nothing about whether the
 * content decodes (a reader process finds that out); it only follows lengths and offsets, so it is safe on any bytes.
 */
export function isComplete(path: string, mime: ScanMime): boolean {
  const file = openBytes(path)
  try {
    return checks[mime](file)
  } finally {
    file.close()
  }
}

const checks: Record<ScanMime, (file: ByteReader) => boolean> = {
  'application/pdf': isPdfComplete,
  'image/tiff': isTiffComplete,
  'image/jpeg': isJpegComplete,
  'image/png': isPngComplete,
}

/**
 * The last `startxref` names a place inside the file where a cross-reference table or stream begins, and `%%EOF` follows.
 * A cut linearised file has an `%%EOF` near its start, but its `startxref` is 0 there.
 */
function isPdfComplete(file: ByteReader): boolean {
  const tailBytes = Math.min(file.sizeBytes, 64 * 1024)
  const tail = file.bytes(file.sizeBytes - tailBytes, tailBytes).toString('latin1')
  const at = tail.lastIndexOf('startxref')
  const match = /^startxref\s+(\d{1,15})\s+%%EOF/.exec(tail.slice(at, at + 64))
  if (at < 0 || match === null) return false
  // Offsets count from the header, which may have junk before it.
  const header = Math.max(0, file.bytes(0, 1024).indexOf('%PDF-'))
  const place = Number(match[1])
  return [place, place + header].some((offset) => {
    if (offset === 0 || offset >= file.sizeBytes) return false
    const there = file.bytes(offset, 32).toString('latin1')
    return /^\s*(xref|\d+\s+\d+\s+obj)/.test(there)
  })
}

/** Chunk after chunk up to a whole IEND. */
function isPngComplete(file: ByteReader): boolean {
  let offset = 8
  for (;;) {
    const head = file.bytes(offset, 8)
    if (head.length < 8) return false
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (!/^[A-Za-z]{4}$/.test(type)) return false
    offset += 12 + length
    if (offset > file.sizeBytes) return false
    if (type === 'IEND') return true
  }
}

/** Segment after segment, through the compressed data, up to the end marker. */
function isJpegComplete(file: ByteReader): boolean {
  let offset = 2
  let afterScan = false
  for (;;) {
    if (afterScan) offset = nextMarker(file, offset)
    const head = file.bytes(offset, 4)
    if (head.length < 2 || head[0] !== 0xff) return false
    const marker = head[1]!
    if (marker === 0xff) {
      offset++
      continue
    }
    if (marker === 0xd9) return true
    if (head.length < 4) return false
    offset += 2 + head.readUInt16BE(2)
    if (offset > file.sizeBytes) return false
    afterScan = marker === 0xda
  }
}

/** The next FF that is neither stuffed (FF 00) nor a restart (FF D0–D7); the file's size when there is none. */
function nextMarker(file: ByteReader, from: number): number {
  let offset = from
  while (offset + 1 < file.sizeBytes) {
    const part = file.bytes(offset, WINDOW_BYTES)
    let i = part.indexOf(0xff)
    for (; i >= 0 && i + 1 < part.length; i = part.indexOf(0xff, i + 2)) {
      const next = part[i + 1]!
      if (next !== 0 && (next < 0xd0 || next > 0xd7)) return offset + i
    }
    // An FF as the window's last byte is looked at again with its successor.
    offset += i === part.length - 1 && part.length > 1 ? i : part.length
  }
  return file.sizeBytes
}
