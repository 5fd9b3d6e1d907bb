import type { PageImage } from '../../src/contract/image.ts'
import type { Severity } from '../../src/contract/truth.ts'
import { randomOf } from '../../src/paper/random.ts'
import { composeSheet, type Sheet } from '../../src/paper/scan/compose.ts'
import { expose } from '../../src/paper/scan/expose.ts'
import { creaseSheet } from '../../src/paper/scan/fold.ts'
import { drawOfficeMarks } from '../../src/paper/scan/officeMarks.ts'
import { planPage, planScanner, type PagePlan, type ScannerSetting } from '../../src/paper/scan/plan.ts'
import { soften } from '../../src/paper/scan/soften.ts'
import { turnPicture } from '../../src/paper/scan/turn.ts'
import { sampleSheet, warpOf } from '../../src/paper/scan/warp.ts'
import type { PaperLetter } from '../../src/paper/writeLetter.ts'

/** A fault that is planted in a scan, beside whatever happens to it anyway. */
export interface Fault {
  readonly plan?: Partial<PagePlan>
  readonly setting?: Partial<ScannerSetting>
  /** On the sheet, before it is scanned. */
  readonly sheet?: (sheet: Sheet, pxPerMm: number, backing: number) => void
  /** On the grey picture, after it was scanned. */
  readonly picture?: (data: Uint8Array, widthPx: number, heightPx: number, pxPerMm: number) => void
}

/** One page of a written letter through the scanner of the simulator with a fault, as decoded; the same seed gives the same pixels. */
export function plantedScan(
  letter: PaperLetter,
  number: number,
  severity: Severity,
  seed: number,
  { plan: planned, setting: set, sheet: onSheet, picture: onPicture }: Fault = {},
): PageImage {
  const { layout } = letter.order
  const random = randomOf(seed, 'planted')
  const page = letter.pages.find(({ page: own }) => own === number)!
  const layoutPage = layout.pages.find(({ page: own }) => own === number)!
  const drawn = planScanner(severity, layout.pageSize, random.fork('scanner'), { format: 'png' })
  const setting = { ...drawn, statedDpi: set?.dpi ?? drawn.dpi, ...set }
  const plan = { ...planPage(severity, layout.pageSize, random.fork('plan')), turn: 0 as const, ...planned }
  const { pxPerMm } = page.blank
  const sheet = composeSheet(page.blank, page.ink, letter.ink, { ...plan, inColour: false }, null, random.fork('toner'))
  creaseSheet(sheet, pxPerMm, plan.folds, random.fork('crease'))
  drawOfficeMarks(sheet, pxPerMm, layoutPage, plan, setting.backing, random.fork('office'))
  onSheet?.(sheet, pxPerMm, setting.backing)
  const warp = warpOf(layout.pageSize, plan, setting)
  if (setting.dpi / 25.4 < pxPerMm * 0.8) soften(sheet.data, sheet.widthPx, sheet.heightPx, 0.75)
  const [grey] = sampleSheet(sheet, [{ data: sheet.data, outside: setting.backing }], pxPerMm, warp)
  onPicture?.(grey!, warp.widthPx, warp.heightPx, setting.dpi / 25.4)
  const mode = setting.mode === 'bits' ? 'bits' : 'grey'
  const { widthPx, heightPx, data } = turnPicture(
    expose(grey!, null, warp, plan, mode, letter.ink, random.fork('expose')),
    plan.turn,
  )
  return { widthPx, heightPx, data, dpi: setting.statedDpi }
}
