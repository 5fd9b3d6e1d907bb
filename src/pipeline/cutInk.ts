import { existsSync } from 'node:fs'
import { XianceError } from '../contract/errors.ts'
import type { BoxMm, Layout, LayoutField } from '../contract/layout.ts'
import type { ImageBytes } from '../contract/office.ts'
import { bounds, grow } from '../geometry/point.ts'
import { cropView } from '../intake/cropView.ts'
import { viewPath } from './workJob.ts'

export const AROUND_MM = 1.6

/** What of a page shows the ink of one field, and as little else as can be. */
export function inkBox(field: LayoutField): BoxMm {
  if (field.kind !== 'choice' || field.options === undefined) return grow(field.boxMm, AROUND_MM)
  // All boxes of the question: a tick beside another one must be seen. Labels reach to the right of the last box.
  const box = bounds(field.options.map(({ boxMm }) => boxMm))
  return { x: box.x - 3, y: box.y - 3, w: box.w + 24, h: box.h + 6 }
}

/** A piece of a page's picture. Throws PAGE_UNKNOWN when that is gone: as with a whole page, it is made again when the page is read again. */
export async function cutInk(
  views: string,
  page: { readonly id: string; readonly view: number },
  { pageSize: { widthMm, heightMm } }: Pick<Layout, 'pageSize'>,
  { x, y, w, h }: BoxMm,
): Promise<ImageBytes> {
  const share = { left: x / widthMm, top: y / heightMm, width: w / widthMm, height: h / heightMm }
  const path = viewPath(views, page.id, page.view)
  if (!existsSync(path)) throw new XianceError('PAGE_UNKNOWN', { page: page.id })
  return { bytes: await cropView(path, share), mime: 'image/jpeg' }
}
