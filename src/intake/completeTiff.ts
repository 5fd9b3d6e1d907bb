import type { ByteReader } from './byteReader.ts'

/**
 * Every directory of the chain, every value it points to and every strip or tile lies inside the file (TIFF 6.0 section 2;
 * BigTIFF alike with 8-byte offsets). Page after page is appended to a TIFF: a cut one ends between them.
 */
export function isTiffComplete(file: ByteReader): boolean {
  const shape = shapeOf(file)
  if (shape === null) return false
  const seen = new Set<number>()
  let offset = shape.first
  while (offset !== 0) {
    // A chain that bites its tail never ends.
    if (seen.has(offset) || seen.size > MOST_DIRECTORIES) return false
    seen.add(offset)
    const next = nextDirectory(file, shape, offset)
    if (next === null) return false
    offset = next
  }
  return seen.size > 0
}

interface Shape {
  readonly little: boolean
  readonly big: boolean
  readonly first: number
}

function shapeOf(file: ByteReader): Shape | null {
  const head = file.bytes(0, 16)
  if (head.length < 8) return null
  const little = head[0] === 0x49
  const big = uint(head, 2, 2, little) === 43
  if (big && head.length < 16) return null
  return { little, big, first: big ? uint(head, 8, 8, little) : uint(head, 4, 4, little) }
}

/** Offset of the directory after this one, 0 at the end of the chain; null when anything lies outside the file. */
function nextDirectory(file: ByteReader, shape: Shape, offset: number): number | null {
  const { little, big } = shape
  const [countBytes, entryBytes, offsetBytes] = big ? [8, 20, 8] : [2, 12, 4]
  const head = file.bytes(offset, countBytes)
  if (head.length < countBytes) return null
  const entries = uint(head, 0, countBytes, little)
  if (entries === 0 || entries > MOST_ENTRIES) return null
  // A copy: looking up values moves the reader's window.
  const body = Buffer.from(file.bytes(offset + countBytes, entries * entryBytes + offsetBytes))
  if (body.length < entries * entryBytes + offsetBytes) return null
  const parts = new Map<number, number[]>()
  for (let i = 0; i < entries; i++) {
    const at = i * entryBytes
    const tag = uint(body, at, 2, little)
    const unit = TYPE_BYTES[uint(body, at + 2, 2, little)]
    if (unit === undefined) continue
    const count = uint(body, at + 4, offsetBytes, little)
    const valueAt = at + 4 + offsetBytes
    const inline = unit * count <= offsetBytes
    const place = inline ? offset + countBytes + valueAt : uint(body, valueAt, offsetBytes, little)
    if (place + unit * count > file.sizeBytes) return null
    if (PART_TAGS.has(tag)) parts.set(tag, values(file, place, count, unit, little))
  }
  const inside = [
    [STRIP_OFFSETS, STRIP_BYTES],
    [TILE_OFFSETS, TILE_BYTES],
  ].every(([where, length]) => fits(parts.get(where!), parts.get(length!), file.sizeBytes))
  if (!inside || (!parts.has(STRIP_OFFSETS) && !parts.has(TILE_OFFSETS))) return null
  return uint(body, entries * entryBytes, offsetBytes, little)
}

/** Without byte counts (some fax programs leave them out) a strip must at least begin inside. */
function fits(offsets: number[] | undefined, lengths: number[] | undefined, sizeBytes: number): boolean {
  return (offsets ?? []).every((offset, i) => offset > 0 && offset + Math.max(1, lengths?.[i] ?? 1) <= sizeBytes)
}

function values(file: ByteReader, place: number, count: number, unit: number, little: boolean): number[] {
  const all: number[] = []
  for (let i = 0; i < Math.min(count, MOST_PARTS); i++)
    all.push(uint(file.bytes(place + i * unit, unit), 0, unit, little))
  return all
}

function uint(bytes: Buffer, at: number, length: number, little: boolean): number {
  if (length === 8) return Number(little ? bytes.readBigUInt64LE(at) : bytes.readBigUInt64BE(at))
  return little ? bytes.readUIntLE(at, length) : bytes.readUIntBE(at, length)
}

const STRIP_OFFSETS = 273
const STRIP_BYTES = 279
const TILE_OFFSETS = 324
const TILE_BYTES = 325
const PART_TAGS = new Set([STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES])
/** Bytes of one value of each field type. */
const TYPE_BYTES: readonly (number | undefined)[] = '? 1 1 2 4 8 1 1 2 4 8 4 8 4 ? ? 8 8 8'
  .split(' ')
  .map((bytes) => (bytes === '?' ? undefined : Number(bytes)))
// Bounds against files made to keep us busy: far above any scanner's.
const MOST_DIRECTORIES = 10_000
const MOST_ENTRIES = 4096
const MOST_PARTS = 100_000
