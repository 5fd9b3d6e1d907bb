import type { Bilingual } from '../../contract/layout.ts'
import type { PageCheck } from '../check.ts'
import { partsOf, type Part } from '../parts.ts'

/**
 * Smallest width and height by kind. Grid: a character of 9 mm is some 100 pixels at 300 dpi, below 32 px of ink reading
 * degrades fast (RECOGNITION.md). The rest is what a pen needs.
 */
const SMALLEST: Readonly<Record<Part['kind'], { readonly w: number; readonly h: number; readonly name: Bilingual }>> = {
  tick: { w: 4, h: 4, name: { zh: '勾选框', en: 'the tick box' } },
  comb: { w: 5, h: 7, name: { zh: '填写格', en: 'the comb cell' } },
  grid: { w: 9, h: 9, name: { zh: '稿纸格', en: 'the grid cell' } },
  line: { w: 20, h: 8, name: { zh: '填写线', en: 'the line' } },
  signature: { w: 40, h: 10, name: { zh: '签名处', en: 'the signature' } },
  fiducial: { w: 4, h: 4, name: { zh: '定位标记', en: 'the fiducial' } },
  code: { w: 0, h: 0, name: { zh: '', en: '' } },
}

export const checkSizes: PageCheck = (page, _form, report) => {
  for (const { target, kind, box } of partsOf(page)) {
    const { w, h, name } = SMALLEST[kind]
    if (box.w < w) report('size', target, { foundMm: box.w, demandedMm: w, other: of(name, '宽', 'width of') })
    if (box.h < h) report('size', target, { foundMm: box.h, demandedMm: h, other: of(name, '高', 'height of') })
  }
}

function of(name: Bilingual, zh: string, en: string): Bilingual {
  return { zh: name.zh + zh, en: `${en} ${name.en}` }
}
