import type { Fiducial, LayoutPage } from '../../contract/layout.ts'
import type { Random } from '../random.ts'
import type { Sheet } from './compose.ts'
import type { PagePlan } from './plan.ts'

/** Punch holes, a staple, a stain, a torn-off edge, and whatever covers a fiducial. Draws on the sheet; answers what was done. */
export function drawOfficeMarks(
  sheet: Sheet,
  pxPerMm: number,
  page: LayoutPage,
  plan: Pick<PagePlan, 'lost' | 'holes' | 'staple' | 'stain' | 'cutMm' | 'codeStroke'>,
  backing: number,
  random: Random,
): string[] {
  const done: string[] = []
  const brush = brushOn(sheet, pxPerMm)
  const widthMm = sheet.widthPx / pxPerMm
  const heightMm = sheet.heightPx / pxPerMm
  if (plan.stain) {
    const own = random.fork('stain')
    brush.ring(own.between(20, widthMm - 20), own.between(40, heightMm - 20), own.between(14, 24), own.between(12, 40))
    done.push('stain')
  }
  if (plan.staple) {
    const own = random.fork('staple')
    brush.bar(own.between(14, 26), own.between(5, 9), own.between(9, 12), own.between(-0.9, 0.2), 0.55, 90)
    done.push('staple')
  }
  if (plan.holes) {
    const own = random.fork('holes')
    const x = own.between(6.5, 9)
    const middle = heightMm / 2 + own.between(-4, 4)
    for (const y of [middle - 40, middle + 40]) brush.disc(x, y, 2.8, backing)
    done.push('holes')
  }
  for (const fiducial of random.fork('lost').shuffled(page.fiducials).slice(0, plan.lost)) {
    done.push(`fiducial-lost:${fiducial.id}:${cover(brush, fiducial, backing, random.fork(`cover/${fiducial.id}`))}`)
  }
  if (plan.codeStroke) {
    const own = random.fork('code')
    const { xMm, yMm, sizeMm } = page.code
    brush.bar(xMm + sizeMm / 2, yMm + sizeMm * own.between(0.25, 0.75), sizeMm * 1.2, own.between(-0.5, 0.5), 0.6, 40)
    done.push('code-stroke')
  }
  if (plan.cutMm > 0) {
    const own = random.fork('cut')
    const side = own.pick(['left', 'right', 'top', 'bottom'] as const)
    brush.cut(side, plan.cutMm, own.between(-0.012, 0.012), backing)
    done.push(`cut-${side}`)
  }
  return done
}

function cover(brush: Brush, { xMm, yMm, sizeMm }: Fiducial, backing: number, random: Random): string {
  const x = xMm + sizeMm / 2 + random.normal(0, 0.4)
  const y = yMm + sizeMm / 2 + random.normal(0, 0.4)
  const how = random.pick(['blot', 'hole', 'sticker', 'worn'] as const)
  if (how === 'blot') brush.disc(x + 1, y + 0.5, sizeMm * random.between(0.9, 1.3), 45)
  else if (how === 'hole') brush.disc(x, y, sizeMm * random.between(0.6, 0.8), backing)
  else if (how === 'sticker') brush.bar(x, y, sizeMm * 2.4, random.between(-0.3, 0.3), sizeMm * 1.6, 238)
  else brush.bar(x, y, sizeMm * 1.7, 0.7, sizeMm * 1.1, 215)
  return how
}

type Brush = ReturnType<typeof brushOn>

function brushOn({ widthPx, heightPx, data, ink }: Sheet, pxPerMm: number) {
  const put = (i: number, level: number): void => {
    data[i] = level
    if (ink !== null) ink[i] = 0
  }
  const over = (
    xMm: number,
    yMm: number,
    reachMm: number,
    paint: (dx: number, dy: number, i: number) => void,
  ): void => {
    const reach = reachMm * pxPerMm
    const x0 = Math.max(0, Math.floor(xMm * pxPerMm - reach))
    const x1 = Math.min(widthPx - 1, Math.ceil(xMm * pxPerMm + reach))
    const y0 = Math.max(0, Math.floor(yMm * pxPerMm - reach))
    const y1 = Math.min(heightPx - 1, Math.ceil(yMm * pxPerMm + reach))
    for (let y = y0; y <= y1; y++)
      for (let x = x0; x <= x1; x++) paint((x + 0.5) / pxPerMm - xMm, (y + 0.5) / pxPerMm - yMm, y * widthPx + x)
  }
  return {
    disc(xMm: number, yMm: number, radiusMm: number, level: number): void {
      over(xMm, yMm, radiusMm, (dx, dy, i) => {
        if (dx * dx + dy * dy < radiusMm * radiusMm) put(i, level)
      })
    },
    bar(xMm: number, yMm: number, lengthMm: number, turnRad: number, widthMm: number, level: number): void {
      const cosine = Math.cos(turnRad)
      const sine = Math.sin(turnRad)
      over(xMm, yMm, (lengthMm + widthMm) / 2, (dx, dy, i) => {
        const along = Math.abs(cosine * dx + sine * dy)
        if (along < lengthMm / 2 && Math.abs(cosine * dy - sine * dx) < widthMm / 2) put(i, level)
      })
    },
    // A cup was put down: darker at the rim.
    ring(xMm: number, yMm: number, radiusMm: number, depth: number): void {
      over(xMm, yMm, radiusMm * 1.1, (dx, dy, i) => {
        const r = Math.hypot(dx, dy) / radiusMm + 0.03 * Math.sin(5 * Math.atan2(dy, dx))
        const rim = Math.exp(-(((r - 1) / 0.05) ** 2))
        const value = data[i]! - depth * (rim + (r < 1 ? 0.25 : 0))
        data[i] = value < 0 ? 0 : value
      })
    },
    cut(side: 'left' | 'right' | 'top' | 'bottom', byMm: number, slope: number, level: number): void {
      const flat = side === 'top' || side === 'bottom'
      const along = flat ? widthPx : heightPx
      const limit = flat ? heightPx : widthPx
      for (let a = 0; a < along; a++) {
        const ragged = 0.25 * Math.sin(a * 0.11) + 0.2 * Math.sin(a * 0.037)
        const depth = Math.min(limit, Math.max(0, Math.round((byMm + ragged) * pxPerMm + (a - along / 2) * slope)))
        for (let k = 0; k < depth; k++) {
          const b = side === 'left' || side === 'top' ? k : limit - 1 - k
          put(flat ? b * widthPx + a : a * widthPx + b, level)
        }
      }
    },
  }
}
