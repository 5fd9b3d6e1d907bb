import { cp } from 'node:fs/promises'
import { foldersOf, formsFolder } from '../../src/cli/folders.ts'
import { knownForms } from '../../src/cli/knownForms.ts'
import { readSettings } from '../../src/cli/settings.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { oncePerRun } from './oncePerRun.ts'

/**
 * Puts the blanks of all forms into a data folder, as if the product had started there before: drawing them takes 20 s of CPU, and
 * the product does it once a folder. What a first start does is in wholeWay.test.ts.
 */
export async function putBlanks(data: string): Promise<void> {
  const drawn = await oncePerRun('blanks', async (folder) => {
    await knownForms(await loadForms(formsFolder), folder)
  })
  await cp(drawn, foldersOf(readSettings({ XIANCE_DATA: data })).derived, { recursive: true })
}
