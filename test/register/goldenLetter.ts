import { writeLetter, type PaperLetter } from '../../src/paper/writeLetter.ts'
import { goldenIdeas, type TestForm } from '../read/fittedPages.ts'

/** The form and one letter written on it, without a serial: what faults are planted on. */
export async function goldenLetter(): Promise<{ form: TestForm; letter: PaperLetter }> {
  const form = await goldenIdeas()
  const { layout, campaign } = form.form
  const order = { layout, serial: null, blanks: form.blanks, window: campaign.window, seed: 1 } as const
  return { form, letter: await writeLetter({ ...order, severity: 'normal', pool: 'development' }) }
}
