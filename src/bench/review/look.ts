import type { Page } from 'playwright-core'
import type { ValueState } from '../../contract/letter.ts'

/** The field in hand as it stands on the screen. `open`: it still needs a look. `place`: the cell or character the hand is on. */
export type Hand = { readonly field: string; readonly state: ValueState; readonly open: boolean } & (
  | {
      readonly kind: 'cells'
      readonly isGrid: boolean
      readonly columns: number
      readonly cells: readonly string[]
      readonly place: number
      readonly doubts: readonly number[]
      readonly candidates: readonly Offered[]
    }
  | {
      readonly kind: 'line'
      readonly text: string
      readonly start: number
      readonly end: number
      readonly doubts: readonly number[]
      readonly candidates: readonly Offered[]
    }
  | {
      readonly kind: 'choice'
      readonly single: boolean
      readonly options: readonly { readonly value: string; readonly key: string; readonly on: boolean }[]
    }
  | { readonly kind: 'signature'; readonly signed: boolean }
)

/** A candidate and the key that takes it. */
export interface Offered {
  readonly value: string
  readonly key: string
}

/** What a reviewer sees of an open letter. */
export interface Sight {
  readonly letter: string
  /** Fields that still need a look. */
  readonly left: number
  /** Why a rule is overridden is being asked. */
  readonly asking: boolean
  readonly hand: Hand | null
}

/** Reads the screen as it is drawn: the reviewer of the bench knows nothing of what is behind it. */
export async function look(page: Page): Promise<Sight> {
  const seen = await page.evaluate(() => {
    const letter = document.querySelector<HTMLElement>('.letter')
    const card = document.querySelector<HTMLElement>('.card.active')
    const input = card?.querySelector<HTMLInputElement>('.lineText input') ?? null
    const chars = [...(card?.querySelectorAll<HTMLElement>('.char') ?? [])]
    const rows = [...(card?.querySelectorAll<HTMLElement>('.cellRow') ?? [])]
    return {
      letter: letter?.dataset['letter'] ?? '',
      left: Number(letter?.dataset['left'] ?? 0),
      asking: document.querySelector('.asking') !== null,
      field: card?.dataset['field'] ?? null,
      state: card?.dataset['state'] ?? '',
      classes: [...(card?.classList ?? [])],
      chars: chars.map((char) => [
        Number(char.dataset['place']),
        (char.textContent ?? '').trim(),
        char.classList.contains('doubt'),
        char.classList.contains('hand'),
      ]),
      columns: rows[0]?.querySelectorAll('.char').length ?? 0,
      line: input === null ? null : [input.value, input.selectionStart ?? 0, input.selectionEnd ?? 0],
      behind: [...(card?.querySelectorAll('.behind span') ?? [])].map((span) => span.classList.contains('doubt')),
      candidates: [...(card?.querySelectorAll('.candidates li') ?? [])].map((li) => [
        li.querySelector('b')?.textContent ?? '',
        li.querySelector('kbd')?.textContent ?? '',
      ]),
      options: [...(card?.querySelectorAll<HTMLElement>('.option') ?? [])].map((option) => [
        option.dataset['option'] ?? '',
        option.querySelector('kbd')?.textContent ?? '',
        option.getAttribute('aria-checked') === 'true',
        option.getAttribute('role') === 'radio',
      ]),
    }
  })
  const { letter, left, asking } = seen
  return { letter, left, asking, hand: seen.field === null ? null : handOf(seen, seen.field) }
}

interface Seen {
  state: string
  classes: string[]
  chars: (string | number | boolean)[][]
  columns: number
  line: (string | number)[] | null
  behind: boolean[]
  candidates: string[][]
  options: (string | boolean)[][]
}

function handOf({ state, classes, chars, columns, line, behind, candidates, options }: Seen, field: string): Hand {
  const known = { field, state: state as ValueState, open: classes.includes('open') }
  const offered = candidates.map(([value = '', key = '']) => ({ value, key: key.replace('Alt ', 'Alt+') }))
  if (classes.includes('choice'))
    return {
      ...known,
      kind: 'choice',
      single: options.some((option) => option[3] === true),
      options: options.map(([value, key, on]) => {
        return { value: String(value), key: String(key).toLowerCase(), on: on === true }
      }),
    }
  if (classes.includes('signature')) return { ...known, kind: 'signature', signed: options[0]?.[2] === true }
  if (line !== null)
    return {
      ...known,
      kind: 'line',
      text: String(line[0]),
      start: Number(line[1]),
      end: Number(line[2]),
      doubts: behind.flatMap((doubtful, i) => (doubtful ? [i] : [])),
      candidates: offered,
    }
  return {
    ...known,
    kind: 'cells',
    isGrid: classes.includes('grid'),
    columns,
    cells: chars.map((char) => String(char[1])),
    place: Number(chars.find((char) => char[3] === true)?.[0] ?? 0),
    doubts: chars.filter((char) => char[2] === true).map((char) => Number(char[0])),
    candidates: offered,
  }
}
