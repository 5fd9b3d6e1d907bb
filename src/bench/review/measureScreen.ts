import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { spread } from '../tally.ts'

/** 95th percentiles in milliseconds, as the person at the screen has them. */
export interface ScreenTimes {
  readonly openMsP95: number | null
  readonly saveMsP95: number | null
  readonly nextMsP95: number | null
}

/**
 * Works on letters in a real browser, with a clock. Open: from the wish to see a letter until its fields, the hand and its page are drawn.
 * Save: from sending to the answer. Next: from that answer until the next letter is drawn in the same way. `until` true ends it early.
 */
export async function measureScreen(
  page: Page,
  url: string,
  letters: readonly string[],
  onProgress: (done: number, total: number) => void = () => {},
  until: () => boolean = () => false,
): Promise<ScreenTimes> {
  const [open, save, next]: [number[], number[], number[]] = [[], [], []]
  await page.goto(`${url}/#/letters/review`)
  await page.locator('table.rows').waitFor()
  // The first letter loads fonts and warms the browser up; it is not counted.
  await drawn(page, () => openLetter(page, letters[0]!), '')
  for (const [i, letter] of letters.slice(1).entries()) {
    if (until()) break
    const before = await shownLetter(page)
    open.push((await drawn(page, () => openLetter(page, letter), before)).drawnMs)
    await wait(THINKING_MS)
    await page.evaluate(() => performance.clearResourceTimings())
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.press('Control+Enter')
    const times = await drawn(page, () => page.keyboard.press('Control+Enter'), letter)
    if (times.saveMs !== null) {
      save.push(times.saveMs)
      next.push(times.afterSaveMs)
    }
    onProgress(i + 1, letters.length - 1)
  }
  const p95 = (values: readonly number[]): number | null => spread(values)?.p95 ?? null
  return { openMsP95: p95(open), saveMsP95: p95(save), nextMsP95: p95(next) }
}

// Somebody looks at a letter at least this long: what is fetched ahead has that time.
const THINKING_MS = 300

async function openLetter(page: Page, letter: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/letter/${id}`
  }, letter)
}

async function shownLetter(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLElement>('.letter')?.dataset['letter'] ?? '')
}

/** Does something and waits until another letter than `before` is drawn; times by the page's own clock. */
async function drawn(
  page: Page,
  act: () => Promise<void>,
  before: string,
): Promise<{ drawnMs: number; saveMs: number | null; afterSaveMs: number }> {
  // The clock starts in the page, so that the way from this process to the browser is not counted.
  await page.evaluate(() => {
    const clock = { began: 0 }
    Object.assign(globalThis, { benchClock: clock })
    addEventListener('keydown', () => (clock.began = performance.now()), { once: true, capture: true })
    addEventListener('hashchange', () => (clock.began ||= performance.now()), { once: true, capture: true })
  })
  const seen = page.waitForFunction(
    (old) => {
      const letter = document.querySelector<HTMLElement>('.letter')
      const id = letter?.dataset['letter'] ?? old
      const image = letter?.querySelector<HTMLImageElement>('.sheet img') ?? null
      const ready = id !== old && letter?.querySelector('.card.active') !== null && image !== null
      if (!ready || !image.complete || image.naturalWidth === 0) return null
      const now = performance.now()
      const { began } = (globalThis as unknown as { benchClock: { began: number } }).benchClock
      const sent = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('/save'))
      const last = sent.at(-1) as PerformanceResourceTiming | undefined
      return {
        drawnMs: now - began,
        saveMs: last === undefined ? null : last.responseEnd - last.startTime,
        afterSaveMs: now - (last?.responseEnd ?? began),
      }
    },
    before,
    { polling: 'raf' },
  )
  await act()
  return (await (await seen).jsonValue())!
}
