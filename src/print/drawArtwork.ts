import type { ArtItem } from '../contract/artwork.ts'
import { drawExample } from './examples.ts'
import type { Faces } from './faces.ts'
import type { Pen } from './pen.ts'
import { typeset, type Lang } from './typeset.ts'

/** Draws all that is printed and never read. */
export function drawArtwork(pen: Pen, items: readonly ArtItem[], lang: Lang, faces: Faces): void {
  for (const item of items) {
    switch (item.draw) {
      case 'text':
        for (const run of typeset(item, lang, faces).runs) pen.text(run)
        break
      case 'rule':
        pen.rule(item.from, item.to, item.widthMm, item.tint)
        break
      case 'panel':
        pen.outline(item.boxMm, item.widthMm, item.tint)
        break
      case 'example':
        drawExample(pen, item, faces)
        break
    }
  }
}
