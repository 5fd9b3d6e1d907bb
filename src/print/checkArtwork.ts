import type { ArtItem, ArtPage } from '../contract/artwork.ts'
import type { Breach, LoadedForm } from '../contract/form.ts'
import type { LayoutPage } from '../contract/layout.ts'
import { breach } from '../form/breach.ts'
import { moduleMm } from '../form/check/code.ts'
import { CODE_QUIET_MODULES, FIDUCIAL_QUIET_MM, MARGIN_MM } from '../form/check/distances.ts'
import { gapMm, partsOf, type Part } from '../form/parts.ts'
import type { Box } from '../geometry/point.ts'
import { packagedFont, type Faces, type FontSource } from './faces.ts'
import { facesFor } from './facesFor.ts'
import { idTexts } from './printForm.ts'
import { charactersOf, inkOf, typeset, type Lang } from './typeset.ts'

/** Printed ink nearer than this to where a pen writes shows up in its sample when the fit is a little off. */
const INK_MM = 0.5
// Less than the eye sees at reading distance; leading already keeps lines apart.
const OVERFLOW_MM = 0.05

/**
 * What only the fonts can say of a form, in both languages: texts out of their boxes or into each other, characters
 * without a glyph, printed ink on cells, marks, quiet zones and the printer margin.
 */
export async function checkArtwork(form: LoadedForm, fonts: FontSource = packagedFont): Promise<Breach[]> {
  const breaches: Breach[] = []
  for (const lang of ['zh', 'en'] as const) {
    const ids = idTexts(form, '00000000')
    const items = form.artwork.pages.map((page, i) => [...page.items, ids[i]!])
    const faces = await facesFor(items.flat(), lang, fonts)
    form.layout.pages.forEach((page, i) => breaches.push(...checkPage(form, page, items[i]!, lang, faces)))
  }
  return breaches
}

/** Something printed: its name, what kind it is, and the box of its ink. */
interface Ink {
  readonly target: string
  readonly art: ArtItem
  readonly box: Box
}

function checkPage(form: LoadedForm, page: LayoutPage, items: ArtPage['items'], lang: Lang, faces: Faces): Breach[] {
  const breaches: Breach[] = []
  const report = (rule: Parameters<typeof breach>[1], target: string, about: Parameters<typeof breach>[4]): void => {
    breaches.push(breach(form.layout, rule, page.page, `${target} (${lang})`, about))
  }
  for (const art of items) {
    if (art.draw !== 'text') continue
    const missing = charactersOf(art, lang).flatMap(([key, text]) =>
      Array.from(text).filter((character) => !faces.get(key)!.has(character)),
    )
    if (missing.length > 0) report('glyph', art.id, { other: [...new Set(missing)].join(' ') })
    const { overflowMm } = typeset(art, lang, faces)
    if (overflowMm > OVERFLOW_MM) report('overflow', art.id, { foundMm: overflowMm, demandedMm: 0, other: art.text })
  }
  const inks = items.flatMap((art) => inkBoxes(art, lang, faces).map((box): Ink => ({ target: art.id, art, box })))
  const { widthMm, heightMm } = form.layout.pageSize
  const parts = partsOf(page)
  const codeQuietMm = CODE_QUIET_MODULES * moduleMm(page, form)
  inks.forEach(({ target, art, box }, i) => {
    const edgeMm = Math.min(box.x, box.y, widthMm - box.x - box.w, heightMm - box.y - box.h)
    if (edgeMm < MARGIN_MM) report('margin', target, { foundMm: edgeMm, demandedMm: MARGIN_MM })
    for (const part of parts) {
      const [rule, demandedMm] = clearance(part, codeQuietMm)
      const foundMm = gapMm(box, part.box)
      if (foundMm < demandedMm - 0.002)
        report(rule, target, { foundMm: Math.max(0, foundMm), demandedMm, other: part.target })
    }
    for (const other of inks.slice(i + 1)) {
      const overlapMm = -gapMm(box, other.box)
      if (other.art === art || overlapMm <= OVERFLOW_MM || bothDrawn(art, other.art)) continue
      report('text-on-text', target, { foundMm: overlapMm, demandedMm: 0, other: other.target })
    }
  })
  return breaches
}

function clearance(part: Part, codeQuietMm: number): ['quiet' | 'ink', number] {
  if (part.kind === 'code') return ['quiet', codeQuietMm]
  if (part.kind === 'fiducial') return ['quiet', FIDUCIAL_QUIET_MM]
  return ['ink', INK_MM]
}

// Rules meet panels and each other on purpose; only text must stay clear.
function bothDrawn(a: ArtItem, b: ArtItem): boolean {
  return a.draw !== 'text' && b.draw !== 'text'
}

function inkBoxes(art: ArtItem, lang: Lang, faces: Faces): Box[] {
  switch (art.draw) {
    case 'text':
      return typeset(art, lang, faces).runs.flatMap((run) => inkOf(run) ?? [])
    case 'rule':
      return [ruleBox(art.from.x, art.from.y, art.to.x, art.to.y, art.widthMm)]
    case 'panel': {
      const { x, y, w, h } = art.boxMm
      const edge = (x1: number, y1: number, x2: number, y2: number): Box => ruleBox(x1, y1, x2, y2, art.widthMm)
      return [edge(x, y, x + w, y), edge(x, y + h, x + w, y + h), edge(x, y, x, y + h), edge(x + w, y, x + w, y + h)]
    }
    default:
      return [art.boxMm]
  }
}

function ruleBox(x1: number, y1: number, x2: number, y2: number, widthMm: number): Box {
  const half = widthMm / 2
  return {
    x: Math.min(x1, x2) - half,
    y: Math.min(y1, y2) - half,
    w: Math.abs(x2 - x1) + widthMm,
    h: Math.abs(y2 - y1) + widthMm,
  }
}
