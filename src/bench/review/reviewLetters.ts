import { claimRoutes } from '../../contract/claimRoutes.ts'
import type { Page } from 'playwright-core'
import { fieldKind } from '../../contract/calibration.ts'
import type { LetterView } from '../../contract/letter.ts'
import type { Office } from '../../contract/office.ts'
import type { TruthLetter } from '../../contract/truth.ts'
import { look, type Sight } from './look.ts'
import { nextKey, saysWhatWasMeant, type Meant, type Press } from './nextKey.ts'

/** A key that was pressed, and the field that was in hand. */
export interface LoggedKey extends Press {
  readonly letter: string
  readonly field: string
  /** It was pressed for the field; false for a save when every field had been accepted. */
  readonly accepts: boolean
}

/** A field that needed a look, as it was first seen. */
export interface LookedAt {
  readonly letter: string
  readonly field: string
  /** Kind and reasons: `date LOW_CONFIDENCE`. */
  readonly group: string
  readonly right: boolean
}

export interface RecordWork {
  /** In the order they were saved. */
  readonly letters: readonly string[]
  readonly keys: readonly LoggedKey[]
  readonly fields: readonly LookedAt[]
}

/**
 * Reviews every letter in review with the keyboard, as a person who knows what was written, and says which keys that took. The
 * page is signed in and stands anywhere. `truthOf`: by letter; a letter without one is an error. Ends after `most` letters.
 */
export async function reviewLetters(
  page: Page,
  url: string,
  office: Pick<Office, 'letter'>,
  truthOf: (letter: string) => TruthLetter | undefined,
  onLetter: (done: number) => void = () => {},
  most = Infinity,
): Promise<RecordWork> {
  const letters: string[] = []
  const keys: LoggedKey[] = []
  const fields: LookedAt[] = []
  await page.goto(`${url}/#/letters/review`)
  await page.locator('table.rows, .empty').first().waitFor()
  if ((await page.locator('table.rows tbody tr').count()) === 0) return { letters, keys, fields }
  // Letters may wait for somebody else only: then none is given.
  const given = page.waitForResponse((response) => new URL(response.url()).pathname === claimRoutes.claimNext.url)
  await page.keyboard.press('b')
  if (((await (await given).json()) as { letter: string | null }).letter === null) return { letters, keys, fields }
  for (;;) {
    await page.locator('.card.active').waitFor()
    const { letter } = await look(page)
    const truth = truthOf(letter)
    if (truth === undefined) throw new Error(`no truth of letter ${letter}`)
    const done = await reviewOne(page, await office.letter(letter), truth)
    keys.push(...done.keys)
    fields.push(...done.fields)
    letters.push(letter)
    onLetter(letters.length)
    if ((await isOver(page, letter)) || letters.length >= most) return { letters, keys, fields }
  }
}

async function reviewOne(page: Page, view: LetterView, truth: TruthLetter): Promise<Omit<RecordWork, 'letters'>> {
  const keys: LoggedKey[] = []
  const fields = new Map<string, LookedAt>()
  for (;;) {
    const sight = await look(page)
    const field = sight.hand?.field ?? ''
    const meant: Meant = truth.fields[field]?.value ?? ''
    if (!fields.has(field) && sight.left > 0) fields.set(field, lookedAt(view, field, sight, meant))
    const press = nextKey(sight, meant)
    await pressed(page, press)
    keys.push({ ...press, letter: view.letter.id, field, accepts: sight.left > 0 })
    // Where the last field breaks a rule, saving asks why first.
    if (press.what === 'save' && !(await look(page)).asking) return { keys, fields: [...fields.values()] }
    // A reviewer who cannot put a field right would press keys for ever: that is a fault of the screen or of the script.
    if (keys.length > MOST_KEYS) throw new Error(`stuck at ${field} of ${view.letter.id}: ${JSON.stringify(sight)}`)
  }
}

const MOST_KEYS = 3000

function lookedAt(view: LetterView, id: string, sight: Sight, meant: Meant): LookedAt {
  const field = view.fields.find((candidate) => candidate.id === id)!
  const group = `${fieldKind(field)} ${field.decision.reasons.join('+')}`
  return { letter: view.letter.id, field: id, group, right: saysWhatWasMeant(sight.hand!, meant) }
}

async function pressed(page: Page, { chord, text }: Press): Promise<void> {
  // Signs of a keyboard are keys; what an input method makes comes as text.
  if (text === true && chord.codePointAt(0)! > 0x7e) await page.keyboard.insertText(chord)
  else await page.keyboard.press(chord)
}

/** Waits until the letter has gone from the screen; whether none came after it. Throws with what the screen says when it stays. */
async function isOver(page: Page, letter: string): Promise<boolean> {
  try {
    await page.waitForFunction(
      (id) =>
        document.querySelector('.letters') !== null ||
        (document.querySelector('.card.active') !== null &&
          document.querySelector<HTMLElement>('.letter')?.dataset['letter'] !== id),
      letter,
    )
  } catch (cause) {
    const said = await page.locator('.notice, .conflict h2').allInnerTexts()
    throw new Error(`${letter} stays on the screen: ${said.join(' ')} ${JSON.stringify(await look(page))}`, { cause })
  }
  return (await page.locator('.letter').count()) === 0
}
