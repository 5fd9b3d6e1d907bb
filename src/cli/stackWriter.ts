import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlankPage } from '../contract/image.ts'
import type { LoadedForm } from '../contract/form.ts'
import type { StackLetter, StackSheet } from '../contract/stackTruth.ts'
import type { Severity } from '../contract/truth.ts'
import { fingerprintOf } from '../form/fingerprint.ts'
import type { Box } from '../geometry/point.ts'
import { renderPdfPage } from '../intake/renderPdf.ts'
import type { Pool } from '../paper/pen/digits.ts'
import { newSheet } from '../paper/pen/stamp.ts'
import { scanLetter } from '../paper/scanLetter.ts'
import { writeLetter, type PaperLetter, type PaperPage } from '../paper/writeLetter.ts'
import { printSeparator } from '../print/printSeparator.ts'
import { code128Boxes, qrBoxes } from '../print/symbols.ts'
import { findForm } from './findForm.ts'
import { paperBlanks } from './paperBlanks.ts'

export interface StackWish {
  readonly form: string
  readonly letter: StackLetter
  /** What comes out of its envelope, each with its place in the stack. */
  readonly sheets: readonly { readonly place: number; readonly sheet: StackSheet }[]
  readonly seed: number
  readonly severity: Severity
  readonly pool: Pool
  readonly folder: string
}

/**
 * Fills in a letter, draws label, separators and enclosures, lays each sheet on the glass as the truth says, and writes a picture file for each.
 * Answers them by place. Runs in a pool: see benchStack.ts.
 */
export default async function writeStackSheets(wish: StackWish): Promise<{ place: number; path: string }[]> {
  const { letter, sheets, seed, severity, pool, folder } = wish
  const form = await stackForm(wish.form, letter.version)
  const blanks = await paperBlanks(form, letter.serial)
  const { layout, campaign } = form
  const order = { layout, serial: letter.serial, blanks, seed, severity, pool, window: campaign.window }
  const written = await writeLetter(order)
  await mkdir(folder, { recursive: true })
  const paths: { place: number; path: string }[] = []
  for (const { place, sheet } of sheets) {
    const lying = await paperOf(sheet, letter, written)
    // Each time it goes through, the same sheet looks a little different.
    const paper = { ...lying, order: { ...lying.order, seed: seed * 1000 + place } }
    const turn = (sheet.turn * 90) as 0 | 90 | 180 | 270
    const page = paper.pages.find((one) => one.page === (sheet.page ?? 1))!.page
    const scan = { name: `sheet-${place}`, pages: [page], format: 'tiff-jpeg', mode: 'grey', dpi: 300 } as const
    const { files } = await scanLetter(paper, { ...scan, backs: false, turn })
    const path = join(folder, files[0]!.fileName)
    await writeFile(path, files[0]!.bytes)
    paths.push({ place, path })
  }
  return paths
}

/** The form, or the same printed anew as its second version: alike to the eye, another layout to the readers. */
export async function stackForm(id: string, version: 1 | 2): Promise<LoadedForm> {
  const form = await findForm(id, 1)
  if (version === 1) return form
  const layout = { ...form.layout, version }
  return { ...form, version, printedFingerprint: null, layout: { ...layout, fingerprint: fingerprintOf(layout) } }
}

async function paperOf({ what, page }: StackSheet, letter: StackLetter, written: PaperLetter): Promise<PaperLetter> {
  if (what === 'form') return written
  const first = written.pages[0]!
  if (what === 'unreadable') {
    const own = written.pages.find((one) => one.page === page)!
    const { code } = written.order.layout.pages.find((one) => one.page === page)!
    // A wet thumb, or a strip of tape, all over the code.
    const blot = { x: code.xMm - 4, y: code.yMm - 4, w: code.sizeMm + 8, h: code.sizeMm + 8 }
    return { ...written, pages: [{ ...own, blank: withBoxes(own.blank, [blot], 60) }] }
  }
  const white = { ...first.blank, data: new Uint8Array(first.blank.data.length).fill(255) }
  const bare = { ...first, page: 1, blank: white, ink: newSheet(white.widthPx, white.heightPx) }
  switch (what) {
    case 'blank':
      return plain(written, bare)
    // Something written on paper of their own, in the hand of the letter.
    case 'attachment':
      return plain(written, { ...bare, ink: first.ink })
    case 'foreign': {
      const parcel = qrBoxes({ xMm: 20, yMm: 20, sizeMm: 32 }, 'https://example.org/parcel/4711')
      return plain(written, { ...bare, blank: withBoxes(white, parcel, 0), ink: first.ink })
    }
    case 'waybill':
    case 'smudged': {
      const number = letter.waybill ?? SMUDGED
      const bars = withBoxes(white, code128Boxes({ x: 62, y: 24, w: 84, h: 22 }, number), 0)
      const thumb = withBoxes(bars, [{ x: 84, y: 20, w: 30, h: 30 }], 40)
      return plain(written, { ...bare, blank: what === 'smudged' ? thumb : bars, ink: first.ink })
    }
    case 'code':
    case 'divider': {
      const pdf = await printSeparator({ code: what === 'code' ? letter.code : null, waybill: null })
      const { pxPerMm } = white
      return plain(written, { ...bare, blank: { ...(await renderPdfPage(pdf, 0, pxPerMm)), pxPerMm } })
    }
  }
}

/** One sheet that is of no form. */
function plain({ order, ...letter }: PaperLetter, page: PaperPage): PaperLetter {
  const [first] = order.layout.pages
  const layout = { ...order.layout, pages: [{ ...first!, page: 1, optional: false, fiducials: [], fields: [] }] }
  // The ink is as large as the paper it lies on, which a separator sheet need not share to the pixel.
  const { widthPx, heightPx } = page.blank
  const fits = page.ink.widthPx === widthPx && page.ink.heightPx === heightPx
  return {
    ...letter,
    order: { ...order, layout },
    pages: [fits ? page : { ...page, ink: newSheet(widthPx, heightPx) }],
  }
}

function withBoxes(blank: BlankPage, boxes: readonly Box[], grey: number): BlankPage {
  const { widthPx, heightPx, pxPerMm } = blank
  const data = new Uint8Array(blank.data)
  for (const { x, y, w, h } of boxes) {
    const [left, right] = [Math.round(x * pxPerMm), Math.round((x + w) * pxPerMm)]
    for (let row = Math.max(0, Math.round(y * pxPerMm)); row < Math.min(heightPx, Math.round((y + h) * pxPerMm)); row++)
      data.fill(grey, row * widthPx + Math.max(0, left), row * widthPx + Math.min(widthPx, right))
  }
  return { ...blank, data }
}

/** A number that nobody will ever read. */
const SMUDGED = 'EA123456785CN'
