import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fitErrorMm } from '../../../src/bench/fitError.ts'
import { findForm } from '../../../src/cli/findForm.ts'
import { knownForms } from '../../../src/cli/knownForms.ts'
import { paperBlanks } from '../../../src/cli/paperBlanks.ts'
import type { FittedPage } from '../../../src/contract/digitize.ts'
import type { LoadedForm } from '../../../src/contract/form.ts'
import { parsePageCode } from '../../../src/contract/pageCode.ts'
import type { LayoutField } from '../../../src/contract/layout.ts'
import { newSerial } from '../../../src/contract/serial.ts'
import type { Severity, TruthField, TruthLetter, TruthPage } from '../../../src/contract/truth.ts'
import { decodePage } from '../../../src/intake/decodePage.ts'
import { judgeField } from '../../../src/judge/judgeField.ts'
import { makeLetter } from '../../../src/paper/makeLetter.ts'
import type { Pool } from '../../../src/paper/pen/digits.ts'
import { randomOf } from '../../../src/paper/random.ts'
import { fitPage } from '../../../src/pipeline/fitPage.ts'
import { openFormShelf, type FormShelf } from '../../../src/pipeline/formShelf.ts'
import { readMarks } from '../../../src/read/marks.ts'
import { inksOn } from '../../../src/read/marks/inksOn.ts'
import { strengthOf } from '../../../src/read/marks/markState.ts'
import { sortPage } from '../../../src/sort/sortPage.ts'
import type { LetterMarks, PageSeen, BoxSeen } from './figures.ts'

export interface MarksWish {
  readonly form: string
  readonly lang: 'zh' | 'en'
  readonly seed: number
  readonly severity: Severity
  readonly pool: Pool
  /** Leaves out pages without tick boxes: half the time. */
  readonly ticksOnly: boolean
  /** Scans are written here once and read again the next time. */
  readonly scans: string
  /** Blanks of the forms, as readers keep them. */
  readonly derived: string
}

/** Writes a letter and reads nothing of it but where its pages lie and what is ticked. Runs in a pool: see measure.ts. */
export default async function oneLetter(wish: MarksWish): Promise<LetterMarks> {
  const form = await findForm(wish.form)
  const shelf = await shelfOf(form, wish.derived)
  const { folder, truth } = await scansOf(wish, form)
  const letter: LetterMarks = { seed: wish.seed, pages: [], boxes: [] }
  for (const page of truth.pages) {
    const { seen, fitted } = await readPage(join(folder, page.file), page, truth, form, shelf)
    letter.pages.push(seen)
    const { fields } = form.layout.pages.find((one) => one.page === page.page)!
    for (const field of fields.filter(({ kind }) => kind === 'choice')) {
      const start = cpuMs()
      letter.boxes.push(...boxesOf(field, truth.fields[field.id]!, fitted, form))
      seen.marksMs += cpuMs() - start
    }
  }
  return letter
}

async function readPage(
  path: string,
  known: TruthPage,
  truth: TruthLetter,
  form: LoadedForm,
  shelf: FormShelf,
): Promise<{ seen: PageSeen; fitted: FittedPage | null }> {
  const { page, damage } = known
  const seen: PageSeen = { page, damage, fate: 'PAGE_CODE_UNREADABLE', statedMm: null, trueMm: null, registerMs: 0, marksMs: 0 } // prettier-ignore
  const image = await decodePage(path, mimes[path.slice(path.lastIndexOf('.') + 1)]!, known.index)
  const sorted = await sortPage(image)
  const code = sorted.shows === 'code' ? parsePageCode(sorted.found.text) : null
  if (sorted.shows !== 'code' || code === null) return { seen, fitted: null }
  const start = cpuMs()
  const fit = await fitPage(image, sorted.found, code, shelf)
  seen.registerMs = cpuMs() - start
  if (fit.state === 'held') return { seen: { ...seen, fate: fit.reason }, fitted: null }
  seen.fate = code.serial === truth.serial && code.page === page ? 'fitted' : 'on another page'
  seen.statedMm = fit.page.fit.fitErrorMm
  seen.trueMm = fitErrorMm({ code, fit: fit.page.fit }, form.layout, truth)
  return { seen, fitted: fit.page }
}

const mimes: Record<string, string> = {
  pdf: 'application/pdf',
  tif: 'image/tiff',
  jpg: 'image/jpeg',
  png: 'image/png',
}

function boxesOf(field: LayoutField, meant: TruthField, page: FittedPage | null, form: LoadedForm): BoxSeen[] {
  const reading = page === null ? null : readMarks(page, field)
  const toPerson = judgeField(field, reading, form.campaign).how !== 'machine'
  const inks = page === null ? null : inksOn(page).get(field.id)!
  return (field.options ?? []).map(({ value }, k) => ({
    field: field.id,
    option: value,
    way: meant.marks?.[value] ?? 'none',
    ticked: meant.value.includes(value),
    state: reading === null || !('marks' in reading) ? null : (reading.marks!.find((mark) => mark.option === value)!.state ?? null), // prettier-ignore
    confidence: reading === null || !('marks' in reading) ? 0 : reading.marks!.find((mark) => mark.option === value)!.confidence, // prettier-ignore
    strength: inks === null ? null : strengthOf(inks[k]!),
    toPerson,
  }))
}

// Of one core; a wall clock would count what else the machine is doing.
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

let shelves: Promise<FormShelf> | null = null

function shelfOf(form: LoadedForm, derived: string): Promise<FormShelf> {
  shelves ??= knownForms([form], derived).then(openFormShelf)
  return shelves
}

async function scansOf(wish: MarksWish, form: LoadedForm): Promise<{ folder: string; truth: TruthLetter }> {
  const folder = join(
    wish.scans,
    `${wish.form}-${wish.pool}-${wish.severity}-${wish.lang}-${wish.seed}${wish.ticksOnly ? '-ticks' : ''}`,
  )
  const truthPath = join(folder, 'truth.json')
  if (existsSync(truthPath)) return { folder, truth: JSON.parse(await readFile(truthPath, 'utf8')) as TruthLetter }
  const random = randomOf(wish.seed, 'serial')
  const serial = newSerial(() => random.next())
  const blanks = await paperBlanks(form, serial, wish.lang)
  const { layout, campaign } = form
  const { seed, severity, pool } = wish
  const ticked = layout.pages.filter((page) => page.fields.some(({ kind }) => kind === 'choice'))
  const { files, truth } = await makeLetter(
    { layout, serial, blanks, seed, severity, pool, window: campaign.window },
    wish.ticksOnly ? { pages: ticked.map(({ page }) => page) } : {},
  )
  await mkdir(folder, { recursive: true })
  for (const { fileName, bytes } of files) await writeFile(join(folder, fileName), bytes)
  await writeFile(truthPath, JSON.stringify(truth))
  return { folder, truth }
}
