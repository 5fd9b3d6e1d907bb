import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WrittenLetter } from '../bench/readLetters.ts'
import { newSerial } from '../contract/serial.ts'
import type { Severity } from '../contract/truth.ts'
import { makeLetter } from '../paper/makeLetter.ts'
import type { Pool } from '../paper/pen/digits.ts'
import { randomOf } from '../paper/random.ts'
import { findForm } from './findForm.ts'
import { paperBlanks } from './paperBlanks.ts'

export interface LetterWish {
  readonly form: string
  readonly seed: number
  readonly severity: Severity
  readonly pool: Pool
  readonly folder: string
}

/** Prints a form with a serial, has it filled in, posted and scanned, and writes the scan files, their truth beside them. Runs in a pool: see writeLetters.ts. */
export default async function writeOne({ form: id, seed, severity, pool, folder }: LetterWish): Promise<WrittenLetter> {
  const form = await findForm(id)
  const random = randomOf(seed, 'serial')
  const serial = newSerial(() => random.next())
  const blanks = await paperBlanks(form, serial)
  const { layout, campaign } = form
  const { files, truth } = await makeLetter({ layout, serial, blanks, seed, severity, pool, window: campaign.window })
  await mkdir(folder, { recursive: true })
  const paths = files.map(({ fileName }) => join(folder, fileName))
  for (const [i, { bytes }] of files.entries()) await writeFile(paths[i]!, bytes)
  await writeFile(join(folder, `${truth.file}.truth.json`), JSON.stringify(truth, null, 2))
  return { paths, truth }
}
