import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deflateSync, crc32 } from 'node:zlib'

const [WIDTH_PX, HEIGHT_PX] = [1240, 1754]

/** Writes so many scans of empty A4 sheets, no two of the same bytes; answers their paths. */
export async function writePlainPages(folder: string, count: number): Promise<string[]> {
  const rows = deflateSync(
    Buffer.alloc((WIDTH_PX + 1) * HEIGHT_PX, 255).map((byte, i) => (i % (WIDTH_PX + 1) === 0 ? 0 : byte)),
  )
  const paths = Array.from({ length: count }, (_, i) => join(folder, `plain-${i}.png`))
  for (const [i, path] of paths.entries()) await writeFile(path, pngOf(rows, `page ${i}`))
  return paths
}

/** 150 dpi, 8 bits of grey; the remark is what sets one file apart from another. */
function pngOf(rows: Buffer, remark: string): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(WIDTH_PX, 0)
  head.writeUInt32BE(HEIGHT_PX, 4)
  head.writeUInt8(8, 8)
  const density = Buffer.from([0, 0, 0x17, 0x12, 0, 0, 0x17, 0x12, 1])
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('pHYs', density),
    chunk('tEXt', Buffer.from(`Comment\0${remark}`, 'latin1')),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
