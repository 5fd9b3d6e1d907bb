import type { Page } from 'playwright-core'
import type { StoreReads } from '../../contract/store.ts'
import type { TruthLetter } from '../../contract/truth.ts'
import { sameForm } from '../../read/editDistance.ts'

/** One screen of crops: how many there were, how many of them were not what they were read as, and the keys it took. */
export interface ScreenWork {
  readonly heap: string
  readonly crops: number
  readonly odd: number
  readonly keys: number
}

/** Confirms every screen of the group view, or `most` of them, taking out what is not as it was read. */
export async function reviewGroups(
  page: Page,
  url: string,
  store: Pick<StoreReads, 'glancesByNumber'>,
  truthOf: (letter: string) => TruthLetter | undefined,
  onScreen: (crops: number) => void = () => {},
  most = Infinity,
): Promise<ScreenWork[]> {
  const screens: ScreenWork[] = []
  await page.goto(`${url}/#/group`)
  await page.locator('.sheetPane').waitFor()
  for (let last: string | null = null; ;) {
    const sheet = await nextSheet(page, last)
    if (sheet === null) return screens
    last = sheet.key
    const rows = await store.glancesByNumber(sheet.crops)
    const odd = sheet.crops.flatMap((id, i) => {
      const row = rows.find(({ number }) => number === id)
      const truth = row === undefined ? undefined : truthOf(row.letter)
      return row !== undefined && truth !== undefined && isWritten(row, truth) ? [] : [i]
    })
    let keys = 0
    let hand = 0
    for (const target of odd) {
      for (; hand !== target; keys++) {
        const step = way(hand, target, sheet.columns)
        await page.keyboard.press(step.chord)
        hand += step.by
      }
      await page.keyboard.press('x')
      keys++
      // The hand goes on by itself.
      hand = Math.min(hand + 1, sheet.crops.length - 1)
    }
    await page.keyboard.press('Enter')
    screens.push({ heap: rows[0]?.heap ?? '', crops: sheet.crops.length, odd: odd.length, keys: keys + 1 })
    onScreen(screens.reduce((sum, { crops }) => sum + crops, 0))
    if (screens.length >= most) return screens
  }
}

function isWritten(row: { field: string; cell: number; value: string }, truth: TruthLetter): boolean {
  const meant = truth.fields[row.field]
  if (meant === undefined) return false
  const value = (JSON.parse(row.value) as string | string[] | null) ?? ''
  if (row.cell >= 0) return sameForm(meant.cells?.[row.cell] ?? '') === sameForm(String(value))
  if (Array.isArray(value) || Array.isArray(meant.value))
    return [...value].toSorted().join('\n') === [...meant.value].toSorted().join('\n')
  if (value === 'signed') return meant.value !== ''
  return sameForm(value) === sameForm(meant.value)
}

function way(from: number, to: number, columns: number): { chord: string; by: number } {
  if (to - from >= columns) return { chord: 'ArrowDown', by: columns }
  if (from - to >= columns) return { chord: 'ArrowUp', by: -columns }
  return to > from ? { chord: 'ArrowRight', by: 1 } : { chord: 'ArrowLeft', by: -1 }
}

/** The screen that comes after the one confirmed; null when nothing waits. */
async function nextSheet(
  page: Page,
  last: string | null,
): Promise<{ key: string; crops: number[]; columns: number } | null> {
  await page.waitForFunction((before) => {
    const sheet = document.querySelector<HTMLElement>('.crops')
    return sheet === null ? document.querySelector('.sheetPane .empty') !== null : sheet.dataset['sheet'] !== before
  }, last)
  return page.evaluate(() => {
    const sheet = document.querySelector<HTMLElement>('.crops')
    if (sheet === null) return null
    const crops = [...sheet.querySelectorAll<HTMLElement>('.piece')]
    return {
      key: sheet.dataset['sheet'] ?? '',
      crops: crops.map((crop) => Number(crop.dataset['crop'])),
      columns: crops.filter((crop) => crop.offsetTop === crops[0]!.offsetTop).length,
    }
  })
}
