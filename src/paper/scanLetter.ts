import type { GrayImage } from '../contract/image.ts'
import type { LayoutPage } from '../contract/layout.ts'
import type { TruthLetter, TruthPage } from '../contract/truth.ts'
import { randomOf, type Random } from './random.ts'
import { composeSheet, type Sheet } from './scan/compose.ts'
import { encodeScan, type ScanFile } from './scan/encode.ts'
import { expose } from './scan/expose.ts'
import { creaseSheet } from './scan/fold.ts'
import { drawOfficeMarks } from './scan/officeMarks.ts'
import { soften } from './scan/soften.ts'
import { planPage, planScanner, type PagePlan, type ScannerSetting } from './scan/plan.ts'
import { turnPicture, turnPoint, type Picture, type Turn } from './scan/turn.ts'
import { pageToScan, sampleSheet, warpOf, type Warp } from './scan/warp.ts'
import type { PaperLetter, PaperPage } from './writeLetter.ts'

/** One letter as it comes out of the scanner: its files and the truth about them. */
export interface ScannedLetter {
  /** One PDF or TIFF, or a JPEG or PNG for each page. */
  readonly files: readonly ScanFile[]
  readonly truth: TruthLetter
}

/** What the caller wants the scanner set to; the rest follows from seed and severity. */
export type ScanWish = Partial<Pick<ScannerSetting, 'format' | 'mode' | 'dpi'>> & {
  readonly name?: string
  /** Only these pages go through the scanner; each looks as it would among all. */
  readonly pages?: readonly number[]
  /** Whether the empty backs are taken along, whatever the scanner would do. */
  readonly backs?: boolean
  /** Laid on the glass turned so far, besides what happens to it anyway. */
  readonly turn?: Turn
}

/** Folds, posts and scans a letter. The same letter and wish give the same bytes. */
export async function scanLetter(letter: PaperLetter, wish: ScanWish = {}): Promise<ScannedLetter> {
  const { layout, seed, severity, serial } = letter.order
  const random = randomOf(seed, 'scan')
  const drawn = planScanner(severity, layout.pageSize, random.fork('scanner'), wish)
  const setting = wish.backs === undefined ? drawn : { ...drawn, backs: wish.backs }
  const shots: Shot[] = []
  for (const page of setting.reversed ? letter.pages.toReversed() : letter.pages) {
    if (wish.pages?.includes(page.page) === false) continue
    shots.push(shoot(letter, page, setting, random.fork(`page/${page.page}`), wish.turn ?? 0))
    if (setting.backs) shots.push(shootBack(letter, page, setting, random.fork(`back/${page.page}`)))
  }
  const name = wish.name ?? `${severity}-${String(seed).padStart(6, '0')}`
  const { files, place } = await encodeScan(
    shots.map(({ picture }) => picture),
    name,
    setting,
  )
  const pages = shots.flatMap(({ truth }, i) => (truth === null ? [] : [{ ...truth, ...place[i]! }]))
  return {
    files,
    truth: {
      file: files[0]!.fileName,
      form: layout.form,
      version: layout.version,
      serial,
      severity,
      seed,
      pages: pages.toSorted((a, b) => a.page - b.page),
      blankPages: shots.flatMap(({ truth }, i) => (truth === null ? [place[i]!] : [])),
      fields: { ...letter.fields },
    },
  }
}

interface Shot {
  readonly picture: Picture
  /** null for an empty back. */
  readonly truth: Omit<TruthPage, 'file' | 'index'> | null
}

function shoot(letter: PaperLetter, page: PaperPage, setting: ScannerSetting, random: Random, laid: Turn): Shot {
  const { layout, severity } = letter.order
  const layoutPage = layout.pages.find((one) => one.page === page.page)!
  const settled = settle(planPage(severity, layout.pageSize, random.fork('plan')), letter, layoutPage, setting)
  const plan = { ...settled, turn: ((settled.turn + laid) % 360) as Turn }
  const { pxPerMm } = page.blank
  const other = letter.pages.find((one) => one !== page)?.blank ?? null
  const inColour = setting.mode === 'colour'
  const sheet = composeSheet(page.blank, page.ink, letter.ink, { ...plan, inColour }, other, random.fork('toner'))
  creaseSheet(sheet, pxPerMm, plan.folds, random.fork('crease'))
  const marks = drawOfficeMarks(sheet, pxPerMm, layoutPage, plan, setting.backing, random.fork('office'))
  const warp = warpOf(layout.pageSize, plan, setting)
  const picture = takePicture(sheet, pxPerMm, warp, plan, setting, letter, random)
  return {
    picture: turnPicture(picture, plan.turn),
    truth: {
      page: page.page,
      fiducialsPx: Object.fromEntries(layoutPage.fiducials.map((f) => [f.id, trueCentre(f, warp, plan)])),
      damage: [...damageOf(plan, setting), ...marks],
    },
  }
}

// The back of a sheet: empty but for what shines through.
function shootBack(letter: PaperLetter, page: PaperPage, setting: ScannerSetting, random: Random): Shot {
  const { layout, severity } = letter.order
  const plan = planPage(severity, layout.pageSize, random.fork('plan'))
  const { widthPx, heightPx, pxPerMm } = page.blank
  const empty: GrayImage = { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx).fill(255) }
  const none = { widthPx, heightPx, data: new Uint8Array(widthPx * heightPx) }
  const sheet = composeSheet(
    empty,
    none,
    letter.ink,
    { fade: 0, bleed: Math.max(0.02, plan.bleed), inColour: setting.mode === 'colour' },
    page.blank,
    random,
  )
  creaseSheet(sheet, pxPerMm, plan.folds, random.fork('crease'))
  const warp = warpOf(layout.pageSize, plan, setting)
  return {
    picture: turnPicture(takePicture(sheet, pxPerMm, warp, plan, setting, letter, random), plan.turn),
    truth: null,
  }
}

function takePicture(
  sheet: Sheet,
  pxPerMm: number,
  warp: Warp,
  plan: PagePlan,
  setting: ScannerSetting,
  letter: PaperLetter,
  random: Random,
): Picture {
  // Sampling coarser than the sheet would alias: the lens sees it softer first.
  if (setting.dpi / 25.4 < pxPerMm * 0.8) soften(sheet.data, sheet.widthPx, sheet.heightPx, 0.75)
  const layers = [{ data: sheet.data, outside: setting.backing }]
  if (sheet.ink !== null) layers.push({ data: sheet.ink, outside: 0 })
  const [grey, ink = null] = sampleSheet(sheet, layers, pxPerMm, warp)
  return expose(grey!, ink, warp, plan, setting.mode, letter.ink, random.fork('expose'))
}

function trueCentre(
  f: { xMm: number; yMm: number; sizeMm: number },
  warp: Warp,
  plan: PagePlan,
): { x: number; y: number } | null {
  const at = pageToScan(warp, f.xMm + f.sizeMm / 2, f.yMm + f.sizeMm / 2)
  if (at.x < 0 || at.y < 0 || at.x > warp.widthPx || at.y > warp.heightPx) return null
  const turned = turnPoint(at, warp, plan.turn)
  return { x: turned.x, y: turned.y }
}

/** A scan must keep what a person needs: the sheet is pulled straight until no more fiducials are lost than two in all. */
function settle(plan: PagePlan, letter: PaperLetter, page: LayoutPage, setting: ScannerSetting): PagePlan {
  let milder = plan
  for (let i = 0; i < 8; i++) {
    const warp = warpOf(letter.order.layout.pageSize, milder, setting)
    const cut = page.fiducials.filter((f) => {
      const { x, y } = pageToScan(warp, f.xMm + f.sizeMm / 2, f.yMm + f.sizeMm / 2)
      const reach = (f.sizeMm / 2) * (setting.dpi / 25.4)
      return x < reach || y < reach || x > warp.widthPx - reach || y > warp.heightPx - reach
    }).length
    if (cut + milder.lost <= MOST_LOST) return milder
    milder = {
      ...milder,
      lost: Math.max(0, milder.lost - 1),
      skewDeg: milder.skewDeg * 0.9,
      shift: { x: milder.shift.x * 0.6, y: milder.shift.y * 0.6 },
      cutMm: milder.cutMm * 0.6,
    }
  }
  return milder
}

const MOST_LOST = 2

function damageOf(plan: PagePlan, setting: ScannerSetting): string[] {
  const one = (value: number): string => value.toFixed(1)
  return [
    `${setting.dpi} dpi`,
    setting.mode,
    setting.format,
    `skew ${one(plan.skewDeg)}`,
    ...(plan.folds.length > 0 ? [`folds ${plan.folds.length}`] : []),
    ...(plan.turn === 180 ? ['upside-down'] : plan.turn === 0 ? [] : ['sideways']),
    ...(plan.fade > 0 ? [`fade ${plan.fade.toFixed(2)}`] : []),
    ...(plan.bleed > 0 ? [`bleed ${plan.bleed.toFixed(2)}`] : []),
    ...(plan.streaks > 0 ? [`streaks ${plan.streaks}`] : []),
    ...(setting.reversed ? ['reversed'] : []),
  ]
}
