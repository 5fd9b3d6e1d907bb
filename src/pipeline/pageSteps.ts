import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { XianceError } from '../contract/errors.ts'
import type { Bilingual, Layout, LayoutOption, LayoutPage } from '../contract/layout.ts'
import type { FieldView, LetterView } from '../contract/letter.ts'
import type {
  CropReading,
  DrawnPicture,
  DrawnSteps,
  PageSteps,
  StepPicture,
  StepReason,
} from '../contract/pageSteps.ts'
import type { Reading } from '../contract/reading.ts'
import type { PageReason } from '../contract/reasons.ts'
import type { PageRow } from '../contract/rows.ts'
import type { Blobs, StoreReads } from '../contract/store.ts'
import { findingsOf } from './keepFindings.ts'
import { pageView } from './letterView.ts'
import type { ReaderPool } from './readerPool.ts'
import { ReaderFailed } from './readerSlot.ts'
import { nothingSeen } from './seenSteps.ts'
import { unpackSteps } from './stepsFile.ts'
import { stepsPath } from './workJob.ts'

export interface StepsParts {
  readonly store: StoreReads
  readonly blobs: Blobs
  readonly pool: Pick<ReaderPool, 'drawSteps'>
  /** Where the steps of pages with trouble are kept. */
  readonly views: string
  /** For steps that are drawn for one answer; emptied when it is opened. */
  readonly drawn: string
  /** A letter as somebody may see it. */
  readonly letter: (id: string, by: string) => Promise<LetterView>
}

/**
 * What the machine saw of a page, as `by` may see it: with `readings` also what it read, field by field as the letter's own screen tells it. Throws PAGE_UNKNOWN,
 * and STEPS_FAILED when they had to be drawn and a reader could not.
 */
export type ShowSteps = (id: string, by: string, readings: boolean) => Promise<PageSteps>

export async function openPageSteps(parts: StepsParts): Promise<ShowSteps> {
  const { store, views, drawn } = parts
  await rm(drawn, { recursive: true, force: true })
  await mkdir(drawn, { recursive: true })
  const drawing = new Map<string, Promise<DrawnSteps>>()
  // Many who open the same page wait for one drawing of it.
  const draw = (page: PageRow, layout: Layout | null): Promise<DrawnSteps> => {
    const key = `${page.id}.${page.run}`
    const known = drawing.get(key) ?? drawSteps(parts, page, layout).finally(() => drawing.delete(key))
    drawing.set(key, known)
    return known
  }
  return async (id, by, readings) => {
    const page = await store.page(id)
    if (page === null) throw new XianceError('PAGE_UNKNOWN', { page: id })
    const { code } = page
    const form = code === null ? null : await store.form(code.form, code.version, code.fingerprint)
    const kept = await keptSteps(stepsPath(views, id, page.run))
    const { seen, scan, ink, crops } = kept ?? (await draw(page, form?.layout ?? null))
    const inFile = (await store.pagesOfArrivals([page.arrival])).toSorted((a, b) => a.index - b.index)
    const at = inFile.findIndex((one) => one.id === id)
    const letter = readings && page.letter !== null ? await parts.letter(page.letter, by) : null
    const sheet = form?.layout.pages.find((one) => one.page === code?.page)
    return {
      page: pageView(page, form?.layout ?? null, (await findingsOf(store, [page])).get(id)),
      file: (await store.arrival(page.arrival))!.name,
      before: inFile[at - 1]?.id ?? null,
      after: inFile[at + 1]?.id ?? null,
      kept: kept !== null,
      run: page.run,
      seen,
      scan: asAnswer(scan),
      ink: asAnswer(ink),
      crops: seen.fit === null || sheet === undefined ? [] : cropsOf(sheet, crops, page, letter, readings),
    }
  }
}

async function keptSteps(path: string): Promise<DrawnSteps | null> {
  const file = await readFile(path).catch(() => null)
  return file === null ? null : unpackSteps(file)
}

async function drawSteps(
  { store, blobs, pool, drawn }: StepsParts,
  page: PageRow,
  layout: Layout | null,
): Promise<DrawnSteps> {
  const { seen, code, fit, index } = page
  const blob = (await store.blob(page.sha256))!
  const path = join(drawn, randomUUID())
  const found = seen?.shows === 'form' && seen.code.page === code?.page ? seen.cornersPx : null
  const hand = await store.handFit(page.id)
  const why = whyNot(page)
  const failed = (cause?: unknown): XianceError => new XianceError('STEPS_FAILED', { page: page.id }, { cause })
  if (!(await blobs.has(page.sha256))) throw failed()
  try {
    const done = await pool.drawSteps({
      path: await blobs.path(page.sha256),
      mime: blob.mime!,
      index,
      stepsPath: path,
      code,
      cornersPx: found,
      fit,
      byHand: hand === null ? null : { code: hand.code, handles: hand.handles },
      layout,
      findings: (await findingsOf(store, [page])).get(page.id) ?? [],
      why,
    })
    // It was decoded once: what cannot be decoded now is not what came in.
    if (!done && page.widthPx > 0) throw failed()
    const steps = done ? unpackSteps(await readFile(path)) : null
    return steps ?? { seen: nothingSeen(why), scan: null, ink: null, crops: {} }
  } catch (error) {
    throw error instanceof ReaderFailed ? failed(error) : error
  } finally {
    await rm(path, { force: true })
  }
}

function whyNot({ fit, reason, code, run, state }: PageRow): StepReason {
  if (reason !== null && ofSight.has(reason)) return reason
  if (fit !== null) return 'BLANK_GONE'
  return code !== null && (run === 0 || state === 'queued') ? 'NOT_READ' : 'NOT_A_FORM'
}

/** What a page is held for that its picture shows; other reasons are about where it belongs, and do not keep it from being read. */
const ofSight: ReadonlySet<PageReason> = new Set<PageReason>([
  'PAGE_CODE_UNREADABLE',
  'PAGE_CODE_FOREIGN',
  'PAGE_FORM_UNKNOWN',
  'PAGE_FINGERPRINT_DIFFERS',
  'PAGE_MARK_UNREADABLE',
  'PAGE_FIT_FAILED',
  'PAGE_RESOLUTION_TOO_LOW',
  'PAGE_TOO_LARGE',
  'PAGE_DECODE_FAILED',
  'PAGE_READ_FAILED',
])

function cropsOf(
  { fields }: LayoutPage,
  crops: DrawnSteps['crops'],
  page: PageRow,
  letter: LetterView | null,
  readings: boolean,
): PageSteps['crops'] {
  return fields.map(({ id, label, kind, options }) => {
    const view = letter?.fields.find((field) => field.id === id && field.pageId === page.id)
    // Told as the letter's own screen tells it: what somebody is to key blind, or waits for another, is not there.
    const hidden = !readings
      ? 'role'
      : page.letter === null || view === undefined
        ? 'loose'
        : isApart(view)
          ? 'blind'
          : null
    const reading = hidden === null ? (view?.reading ?? null) : null
    const said = reading === null ? null : told(reading)
    const ticked = said === null || options === undefined ? {} : { ticked: labelsOf(options, said.text) }
    return {
      field: id,
      label,
      kind,
      picture: asAnswer(crops[id] ?? null),
      hidden,
      reading: said === null ? null : { ...said, ...ticked },
    }
  })
}

function labelsOf(options: readonly LayoutOption[], text: string): Bilingual[] {
  const values = text.split(',')
  return options.filter(({ value }) => values.includes(value)).map(({ label }) => label)
}

function isApart({ waits, reading }: FieldView): boolean {
  return waits === 'second' && reading === null
}

function told(reading: Reading): CropReading {
  const { state, engine } = reading
  if (state === 'failed') return { state, engine, text: '', confidence: null }
  if (state === 'blank') return { state, engine, text: '', confidence: reading.confidence }
  if (state === 'unclear') {
    const [best] = reading.candidates
    return { state, engine, text: best?.value ?? '', confidence: best?.confidence ?? null }
  }
  const { value, confidence, raw } = reading
  const text = typeof value === 'string' ? value : value.join(',')
  return { state, engine, text, confidence, ...(raw === undefined ? {} : { raw }) }
}

function asAnswer(picture: DrawnPicture | null): StepPicture | null {
  if (picture === null) return null
  const { widthPx, heightPx, share, bytes } = picture
  return { widthPx, heightPx, share, jpeg: Buffer.from(bytes).toString('base64') }
}
