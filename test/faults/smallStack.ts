import bwipjs, { type RenderOptions } from 'bwip-js'
import sharp from 'sharp'
import { encodePageCode } from '../../src/contract/pageCode.ts'
import { encodeStackMark } from '../../src/contract/stackMark.ts'
import type { StackSheet, StackTruth } from '../../src/contract/stackTruth.ts'
import type { KnownForm } from '../../src/contract/digitize.ts'
import { asTiff, codedPage, smallFiducials as fiducials, smallForm } from './smallPages.ts'

/** The small form and its second version. */
export const stackForms: KnownForm[] = [1, 2].map((version) => ({
  ...smallForm,
  layout: {
    ...smallForm.layout,
    version,
    fingerprint: `0123456${version}`,
  },
}))

type Picture = ReturnType<typeof codedPage>

/** A simulated stack as a scan of small pages: real codes and bars, a few thousand pixels each. */
export async function smallStack(truth: StackTruth): Promise<Buffer> {
  return asTiff(await Promise.all(truth.sheets.map(async (sheet) => turned(drawn(truth, sheet), sheet.turn))))
}

function drawn({ letters }: StackTruth, { what, letter, page }: StackSheet): Picture {
  const of = letter === null ? null : letters[letter]!
  const size = { widthPx: 885, heightPx: 1180, data: new Uint8Array(885 * 1180).fill(255) }
  switch (what) {
    case 'blank':
      return size
    case 'waybill':
      return bars(size, of!.waybill!)
    case 'smudged':
      return smudge(bars(size, 'EA123456785CN'))
    case 'code':
    case 'divider':
      return square(size, encodeStackMark(of?.code ?? null), 120, 12)
    case 'foreign':
      return scrawl(square(size, 'https://example.org/parcel', 120, 6))
    case 'attachment':
      return scrawl(size)
    case 'form':
    case 'unreadable': {
      const { layout } = stackForms[of!.version - 1]!
      const { form, version, fingerprint } = layout
      const text = encodePageCode({ form, version, fingerprint, serial: of!.serial, page: page!, pages: 2 })
      const picture = discs(what === 'form' ? square(size, text, 150, 8) : scrawl(size))
      return picture
    }
  }
}

function square(picture: Picture, text: string, at: number, modulePx: number): Picture {
  const [symbol] = bwipjs.raw({ bcid: 'qrcode', text, eclevel: 'M' } as RenderOptions)
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('bwip-js drew no matrix')
  for (let y = 0; y < symbol.pixx * modulePx; y++)
    for (let x = 0; x < symbol.pixx * modulePx; x++)
      if (symbol.pixs[Math.floor(y / modulePx) * symbol.pixx + Math.floor(x / modulePx)] === 1)
        picture.data[(y + at) * picture.widthPx + x + at] = 0
  return picture
}

function bars(picture: Picture, text: string): Picture {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text } as RenderOptions)
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('bwip-js drew no bars')
  let x = 120
  for (const [i, width] of symbol.sbs.entries()) {
    if (i % 2 === 0)
      for (let y = 100; y < 240; y++) picture.data.fill(0, y * picture.widthPx + x, y * picture.widthPx + x + width * 3)
    x += width * 3
  }
  return scrawl(picture)
}

/** A wet thumb over a third of the label. */
function smudge(picture: Picture): Picture {
  for (let y = 90; y < 250; y++) picture.data.fill(30, y * picture.widthPx + 260, y * picture.widthPx + 380)
  return picture
}

/** Lines of something written, no two alike. */
function scrawl(picture: Picture): Picture {
  for (let line = 0; line < 6; line++)
    for (let x = 120; x < 760; x++) {
      const y = Math.round(420 + line * 90 + 12 * Math.sin(x / (5 + line)) + 6 * Math.sin(x / 3))
      for (let k = 0; k < 3; k++) picture.data[(y + k) * picture.widthPx + x] = 40
    }
  return picture
}

function discs(picture: Picture): Picture {
  const pxPerMm = picture.widthPx / 60
  for (const { xMm, yMm, sizeMm } of fiducials) {
    const [cx, cy, r] = [(xMm + sizeMm / 2) * pxPerMm, (yMm + sizeMm / 2) * pxPerMm, (sizeMm / 2) * pxPerMm]
    for (let y = Math.floor(cy - r); y <= cy + r; y++)
      for (let x = Math.floor(cx - r); x <= cx + r; x++)
        if (Math.hypot(x + 0.5 - cx, y + 0.5 - cy) <= r) picture.data[y * picture.widthPx + x] = 0
  }
  return picture
}

async function turned(picture: Picture, turn: 0 | 1 | 2 | 3): Promise<Picture> {
  if (turn === 0) return picture
  const { data, info } = await sharp(picture.data, {
    raw: { width: picture.widthPx, height: picture.heightPx, channels: 1 },
  })
    .rotate(turn * 90)
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { widthPx: info.width, heightPx: info.height, data: new Uint8Array(data) }
}
