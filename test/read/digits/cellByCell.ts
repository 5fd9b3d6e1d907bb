import type { FittedPage } from '../../../src/contract/digitize.ts'
import type { LayoutField } from '../../../src/contract/layout.ts'
import { cellInk } from '../../../src/read/cellInk.ts'
import { charsetOf } from '../../../src/read/charset.ts'
import { topLabels } from '../../../src/read/engines/ctc.ts'
import type { Engines } from '../../../src/read/engines/openEngines.ts'
import { joinInRow } from '../../../src/read/picture/join.ts'
import { typeset } from '../../../src/read/typeset.ts'

/** What PP-OCR makes of every cell by itself, given that it knows which characters the field may hold: its best for one cell. */
export async function cellByCell(page: FittedPage, field: LayoutField, { lines }: Engines): Promise<string> {
  const { glyphs, cellPx } = cellInk(page, field.cells ?? [], 8)
  const charset = charsetOf(field.decoder, lines.alphabet)
  const texts: string[] = []
  for (const picture of typeset(glyphs, cellPx, lines.heightPx)) {
    const [ctc] = await lines.recognize([joinInRow([picture], 8, 8).line])
    const [label] = topLabels(ctc!, 0, ctc!.steps, 1, charset.mask)
    texts.push(charset.textOf[label!]!)
  }
  return texts.join('')
}
