import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WrittenLetter } from '../bench/readLetters.ts'
import type { LoadedForm } from '../contract/form.ts'
import { newSerial } from '../contract/serial.ts'
import type { Severity } from '../contract/truth.ts'
import { makeLetter } from '../paper/makeLetter.ts'
import type { Pool } from '../paper/pen/digits.ts'
import { randomOf } from '../paper/random.ts'
import { paperBlanks } from './paperBlanks.ts'

export interface LetterWish {
  readonly form: LoadedForm
  readonly seed: number
  readonly severity: Severity
  readonly pool: Pool
  readonly folder: string
  /** Filled in on a screen instead of by hand, or on strips that were stuck on. */
  readonly typed?: boolean | 'strips'
}

/** Prints a form with a serial, has it filled in, posted and scanned, and writes the scan files, their truth beside them. Runs in a pool: see writeLetters.ts. */
export default async function writeOne(wish: LetterWish): Promise<WrittenLetter> {
  const { form, seed, severity, pool, folder, typed = false } = wish
  const random = randomOf(seed, 'serial')
  const serial = newSerial(() => random.next())
  const blanks = await paperBlanks(form, serial)
  const { layout, campaign } = form
  const order = { layout, serial, blanks, seed, severity, pool, window: campaign.window, typed }
  const { files, truth } = await makeLetter(order)
  await mkdir(folder, { recursive: true })
  const paths = files.map(({ fileName }) => join(folder, fileName))
  for (const [i, { bytes }] of files.entries()) await writeFile(paths[i]!, bytes)
  await writeFile(join(folder, `${truth.file}.truth.json`), JSON.stringify(truth, null, 2))
  return { paths, truth }
}
