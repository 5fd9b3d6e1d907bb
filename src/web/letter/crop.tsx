import type { ComponentChildren } from 'preact'
import type { PageView } from '../../contract/letter.ts'
import type { Box } from '../../geometry/point.ts'

interface CropProps {
  readonly page: PageView | undefined
  readonly boxMm: Box
  readonly class?: string
  /** Drawn over it, in millimetres of the page. */
  readonly children?: ComponentChildren
}

/** A piece of the page image, in millimetres: the same picture the browser already holds, no request of its own. */
export function Crop({ page, boxMm, class: name = '', children }: CropProps) {
  if (page === undefined || page.image === null) return null
  const { x, y, w, h } = boxMm
  return (
    <svg class={`crop ${name}`} viewBox={`${x} ${y} ${w} ${h}`} preserveAspectRatio="xMinYMid meet" aria-hidden="true">
      <image href={page.image} x="0" y="0" width={page.widthMm} height={page.heightMm} preserveAspectRatio="none" />
      {children}
    </svg>
  )
}
