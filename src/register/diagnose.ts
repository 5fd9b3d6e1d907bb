import type { Diagnosis, Finding } from '../contract/finding.ts'
import type { BlankPage, PageImage } from '../contract/image.ts'
import type { CodePlace, Layout, LayoutPage } from '../contract/layout.ts'
import type { Fit } from '../contract/page.ts'
import { distance, type Box, type Point } from '../geometry/point.ts'
import { applyHomography, invertHomography, mmToPx, type PageTransform } from '../geometry/transform.ts'
import { heldPlace, statedPxPerMm, type HeldLook } from './heldPlace.ts'
import { darkShare, lostMarkers } from './lostMarkers.ts'
import { discTone, isBlackAndWhite, tintKept, type DiscTone } from './printTone.ts'
import { streaksAcross, streaksDown } from './streaks.ts'

type PageSize = Layout['pageSize']

/** What is wrong with the scan of a page that was fitted: it was read all the same. Boxes in millimetres of the page. */
export function diagnoseFitted(
  image: PageImage,
  fit: Fit,
  layout: LayoutPage,
  blank: BlankPage,
  pageSize: PageSize,
): Finding[] {
  const discsPx = new Map(fit.fiducials.filter(({ used }) => used).map(({ id, xPx, yPx }) => [id, { x: xPx, y: yPx }]))
  return ofSheet({ image, fit, layout, pageSize, discsPx, blank, exact: true })
}

/** Why a page may have been held, and where it seems to lie. Boxes in millimetres of the scan. */
export function diagnoseHeld(look: HeldLook): Diagnosis {
  const { image } = look
  const held = heldPlace(look)
  if (held === null) return { rough: null, findings: ofPicture(image) }
  const { layout, pageSize, rough, discsPx } = held
  const scan = statedPxPerMm(image)
  const fit = { homography: rough, correction: null }
  const sheet = ofSheet({ image, fit, layout, pageSize, discsPx, blank: null, exact: false })
  const findings = look.known === null ? [codeTrouble(image, fit, layout.code), ...sheet] : sheet
  return {
    rough,
    findings: findings.map((finding) => {
      return { ...finding, boxMm: finding.boxMm === null ? null : boxInScan(finding.boxMm, fit, scan) }
    }),
  }
}

interface Sheet {
  readonly image: PageImage
  readonly fit: PageTransform
  readonly layout: LayoutPage
  readonly pageSize: PageSize
  readonly discsPx: ReadonlyMap<string, Point>
  readonly blank: BlankPage | null
  /** Fitted to hundredths: stretch can be told. */
  readonly exact: boolean
}

function ofSheet(sheet: Sheet): Finding[] {
  const { image, fit, layout, pageSize, discsPx, blank, exact } = sheet
  const { widthMm: w, heightMm: h } = pageSize
  const across = distance(mmToPx(fit, 0, h / 2), mmToPx(fit, w, h / 2)) / w
  const down = distance(mmToPx(fit, w / 2, 0), mmToPx(fit, w / 2, h)) / h
  const pxPerMm = Math.sqrt(across * down)
  const turn = turnOf(fit, w / 2, h / 2)
  const tones = layout.fiducials.flatMap((fiducial) => {
    const px = discsPx.get(fiducial.id)
    const tone = px === undefined ? null : discTone(image, px, (fiducial.sizeMm / 2) * pxPerMm)
    return tone === null ? [] : [tone]
  })
  const paper = tones.length === 0 ? 255 : median(tones.map((tone) => tone.paper))
  const found = new Set(discsPx.keys())
  const sides = Math.abs(Math.abs(turn) - 90) < 45
  return [
    ...lostMarkers({ image, fit, layout, pageSize, found, paper }),
    ...streaksOn(image, fit, pageSize, sides),
    ...toneTrouble(tones, pxPerMm, image, fit, blank),
    ...sizeTrouble(image, { across, down, pxPerMm, exact }),
    ...(Math.abs(turn) < 45 ? [] : [whole('TURNED', Math.round((turn + 360) % 360), '°')]),
  ]
}

function streaksOn(
  image: PageImage,
  fit: PageTransform,
  { widthMm, heightMm }: PageSize,
  sideways: boolean,
): Finding[] {
  const scan = statedPxPerMm(image)
  const toPage = invertHomography(fit.homography)
  const one = (fromPx: number, toPx: number, down: boolean): Finding => {
    const at = (fromPx + toPx + 1) / 2
    // In the page as it is shown: the line lies along one of its axes, whichever way the sheet was turned.
    const [a, b] = down
      ? [
          { x: at, y: 0 },
          { x: at, y: image.heightPx },
        ]
      : [
          { x: 0, y: at },
          { x: image.widthPx, y: at },
        ]
    // The correction is below a millimetre: not needed to point at something.
    const [p, q] = [applyHomography(toPage, a.x, a.y), applyHomography(toPage, b.x, b.y)]
    const boxMm = {
      x: clamp(Math.min(p.x, q.x) - 0.5, widthMm),
      y: clamp(Math.min(p.y, q.y) - 0.5, heightMm),
      w: Math.min(Math.abs(p.x - q.x) + 1, widthMm),
      h: Math.min(Math.abs(p.y - q.y) + 1, heightMm),
    }
    return { code: 'STREAK', boxMm, sides: [], measured: Math.round(at / scan), unit: 'mm' }
  }
  const down = streaksDown(image).map(({ fromPx, toPx }) => one(fromPx, toPx, true))
  const over = sideways ? streaksAcross(image).map(({ fromPx, toPx }) => one(fromPx, toPx, false)) : []
  return [...down, ...over].slice(0, MOST_STREAKS)
}

const MOST_STREAKS = 3

function toneTrouble(
  tones: readonly DiscTone[],
  pxPerMm: number,
  image: PageImage,
  fit: PageTransform,
  blank: BlankPage | null,
): Finding[] {
  if (tones.length < FEWEST_DISCS) return []
  const findings: Finding[] = []
  const contrasts = tones.map((tone) => tone.contrast).toSorted((a, b) => a - b)
  // Toner is missing in clouds: the third lightest disc is no accident, and the middle one may still be black.
  const light = contrasts[FEWEST_DISCS - 1]!
  if (light < LIGHT_BELOW) findings.push(whole('PRINT_LIGHT', Math.round(light * 100), '%'))
  const contrast = contrasts[contrasts.length >> 1]!
  const edges = tones.flatMap(({ edgePx }) => edgePx ?? [])
  const edgePx = edges.length < FEWEST_DISCS ? 0 : median(edges)
  if (edgePx / pxPerMm > BLURRED_FROM_MM && edgePx > BLURRED_FROM_PX)
    findings.push(whole('BLURRED', Math.round((100 * edgePx) / pxPerMm) / 100, 'mm'))
  if (blank !== null && contrast > COPY_CONTRAST && !isBlackAndWhite(image)) {
    const kept = tintKept(image, fit, blank, contrast)
    if (kept !== null && (kept < TINT_LOST || kept > TINT_BLACK))
      findings.push(whole('PHOTOCOPY', Math.round(kept * 100), '%'))
  }
  return findings
}

function sizeTrouble(
  image: PageImage,
  { across, down, pxPerMm, exact }: { across: number; down: number; pxPerMm: number; exact: boolean },
): Finding[] {
  const findings: Finding[] = []
  const stretch = down / across - 1
  if (exact && Math.abs(stretch) > STRETCHED_FROM) findings.push(whole('STRETCHED', percent(stretch), '%'))
  const stated = image.dpi === null ? null : image.dpi / MM_PER_INCH
  const scale = stated === null ? 1 : pxPerMm / stated - 1
  // Further off than paper sizes are: the file states a density that it does not have.
  if (Math.abs(scale) > SCALED_FROM && Math.abs(scale) < SCALED_TO)
    findings.push(whole('SCALED', percent(scale + 1), '%'))
  const dpi = Math.round(pxPerMm * MM_PER_INCH)
  // Print that is smaller on the paper has fewer pixels for each millimetre of the form, too.
  if (dpi < LOW_DPI) findings.push(whole('RESOLUTION_LOW', dpi, 'dpi'))
  return findings
}

/** A page of which nothing is known but its pixels. */
function ofPicture(image: PageImage): Finding[] {
  const scan = statedPxPerMm(image)
  const findings: Finding[] = streaksDown(image)
    .slice(0, MOST_STREAKS)
    .map(({ fromPx, toPx }) => {
      const at = (fromPx + toPx + 1) / 2 / scan
      return {
        code: 'STREAK',
        boxMm: { x: at - 0.5, y: 0, w: 1, h: image.heightPx / scan },
        sides: [],
        measured: Math.round(at),
        unit: 'mm',
      }
    })
  const dpi = Math.round((Math.max(image.widthPx, image.heightPx) / A4_MM) * MM_PER_INCH)
  if (dpi < LOW_DPI) findings.push(whole('RESOLUTION_LOW', dpi, 'dpi'))
  return findings
}

function codeTrouble(image: PageImage, fit: PageTransform, { xMm: x, yMm: y, sizeMm }: CodePlace): Finding {
  const boxMm = { x, y, w: sizeMm, h: sizeMm }
  const paper = brightest(image, fit, { x: x - 4, y: y - 4, w: sizeMm + 8, h: sizeMm + 8 })
  return { code: 'CODE_UNREADABLE', boxMm, sides: [], measured: darkShare({ image, fit, paper }, boxMm), unit: '%' }
}

function brightest(image: PageImage, fit: PageTransform, { x, y, w, h }: Box): number {
  let best = 1
  for (let k = 0; k < 400; k++) {
    const px = mmToPx(fit, x + (w * (k % 20)) / 19, y + (h * Math.floor(k / 20)) / 19)
    const [column, row] = [Math.floor(px.x), Math.floor(px.y)]
    if (column < 0 || row < 0 || column >= image.widthPx || row >= image.heightPx) continue
    best = Math.max(best, image.data[row * image.widthPx + column]!)
  }
  return best
}

function boxInScan({ x, y, w, h }: Box, fit: PageTransform, pxPerMm: number): Box {
  const corners = [mmToPx(fit, x, y), mmToPx(fit, x + w, y), mmToPx(fit, x + w, y + h), mmToPx(fit, x, y + h)]
  const xs = corners.map((corner) => corner.x / pxPerMm)
  const ys = corners.map((corner) => corner.y / pxPerMm)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  return { x: round1(left), y: round1(top), w: round1(Math.max(...xs) - left), h: round1(Math.max(...ys) - top) }
}

function turnOf(fit: PageTransform, x: number, y: number): number {
  const a = mmToPx(fit, x - 1, y)
  const b = mmToPx(fit, x + 1, y)
  return (Math.atan2(b.y - a.y, b.x - a.x) * 180) / Math.PI
}

function whole(code: Finding['code'], measured: number, unit: Finding['unit']): Finding {
  return { code, boxMm: null, sides: [], measured, unit }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}

function percent(share: number): number {
  return Math.round(share * 1000) / 10
}

function round1(value: number): number {
  return Math.round(value * 10) / 10
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(value, 0), most)
}

const MM_PER_INCH = 25.4
const A4_MM = 297
const FEWEST_DISCS = 3
/** Sound pages show 0.70 and more, with a fifth of the toner gone 0.63; with more than half gone 0.38. */
const LIGHT_BELOW = 0.56
/** A sharp rim is 2 to 2.5 pixels wide at any density, a third of a millimetre at 200 dpi. */
const BLURRED_FROM_PX = 3.4
const BLURRED_FROM_MM = 0.28
const COPY_CONTRAST = 0.7
/** Tints come back at 0.76 to 1.06 of what was printed, blurred ones at 0.59. */
const TINT_LOST = 0.25
const TINT_BLACK = 1.7
/** Feeders stretch by half a percent. */
const STRETCHED_FROM = 0.012
/** Fitted to the page, or to Letter: 93 to 97 %. Scanners are within 1 %. */
const SCALED_FROM = 0.025
const SCALED_TO = 0.2
const LOW_DPI = 180
