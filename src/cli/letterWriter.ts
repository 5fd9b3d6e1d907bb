import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WrittenLetter } from '../bench/measureSeverity.ts'
import { newSerial } from '../contract/serial.ts'
import type { Severity } from '../contract/truth.ts'
import { renderPdfPage } from '../intake/renderPdf.ts'
import { makeLetter } from '../paper/makeLetter.ts'
import { randomOf } from '../paper/random.ts'
import { printForm } from '../print/printForm.ts'
import { findForm } from './findForm.ts'

export interface LetterWish {
  readonly form: string
  readonly seed: number
  readonly severity: Severity
  readonly pool: 'development' | 'report'
  readonly folder: string
}

// What an office printer puts on paper, and what a scanner at 300 dpi can tell apart.
const PAPER_PX_PER_MM = 300 / 25.4

/** Prints a form with a serial, has it filled in, posted and scanned, and writes the scan files, their truth beside them. Runs in a pool: see writeLetters.ts. */
export default async function writeOne({ form: id, seed, severity, pool, folder }: LetterWish): Promise<WrittenLetter> {
  const form = await findForm(id)
  const random = randomOf(seed, 'serial')
  const serial = newSerial(() => random.next())
  const pdf = await printForm(form, { lang: 'zh', serial })
  const blanks = []
  for (const { page } of form.layout.pages)
    blanks.push({ ...(await renderPdfPage(pdf, page - 1, PAPER_PX_PER_MM)), pxPerMm: PAPER_PX_PER_MM })
  const { layout, campaign } = form
  const { files, truth } = await makeLetter({ layout, serial, blanks, seed, severity, pool, window: campaign.window })
  await mkdir(folder, { recursive: true })
  const paths = files.map(({ fileName }) => join(folder, fileName))
  for (const [i, { bytes }] of files.entries()) await writeFile(paths[i]!, bytes)
  await writeFile(join(folder, `${truth.file}.truth.json`), JSON.stringify(truth, null, 2))
  return { paths, truth }
}
