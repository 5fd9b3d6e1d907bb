import type { PageReason } from '../contract/reasons.ts'
import { isUnreadableForm, type StackPage } from './planSplit.ts'
import type { Section } from './sections.ts'

export type UncodedPlace = { readonly letter: string } | { readonly reason: PageReason }

/**
 * Where the pages without a code of a section go: to the letter open at that point, as attachments, where nothing else can be; held otherwise.
 * Doubt is a form page that cannot be read when no letter lacks one, a mark that cannot be read, an envelope of more letters than anybody
 * counted, and between two letters without a mark any of them that is not whole.
 */
export function placeUncoded(
  section: Section,
  names: ReadonlyMap<string, string>,
  order: readonly string[],
  counted: number | null,
): Map<string, UncodedPlace> {
  const places = new Map<string, UncodedPlace>()
  const whole = new Map(order.map((name) => [name, isWhole(name, section, names)]))
  const alone = order.length === 1 ? order[0]! : null
  const unreadable = section.pages.filter(({ id, seen }) => !section.cover.has(id) && isUnreadableForm(seen))
  // A letter that lacks a page explains a form page that cannot be read; a whole one does not.
  const explained = unreadable.length === 0 || (alone !== null && whole.get(alone) === false)
  const allKnown = order.length <= Math.max(1, counted ?? 1)
  let open: string | null = null
  let doubtful = section.opened === 'doubt'
  for (const page of section.pages) {
    const { id, seen } = page
    if (section.cover.has(id) || seen.shows === 'paper') continue
    if (seen.shows === 'form') {
      open = names.get(id) ?? null
      // A form we do not know is somebody's letter: what follows is not of the one before.
      if (open === null) doubtful = doubtful || order.length > 0
      continue
    }
    const front = page.otherSide === null ? undefined : names.get(page.otherSide)
    if (isUnreadableForm(seen)) {
      places.set(id, { reason: ownReason(page) })
      if (!explained) doubtful = true
    } else if (seen.shows === 'barred') {
      places.set(id, { reason: 'PAGE_MARK_UNREADABLE' })
      doubtful = true
    } else if (front !== undefined) places.set(id, { letter: front })
    else if (order.length === 0)
      places.set(id, { reason: section.marks.length > 0 ? 'PAGE_WITHOUT_FORM' : ownReason(page) })
    else if (doubtful || !explained) places.set(id, { reason: 'PAGE_BETWEEN_LETTERS' })
    else if (alone !== null && section.opened !== 'start') places.set(id, { letter: alone })
    else if (open === null) places.set(id, { reason: 'PAGE_BETWEEN_LETTERS' })
    else if (section.opened !== 'start')
      places.set(id, allKnown ? { letter: open } : { reason: 'PAGE_BETWEEN_LETTERS' })
    else places.set(id, order.every((name) => whole.get(name)) ? { letter: open } : { reason: 'PAGE_BETWEEN_LETTERS' })
  }
  return places
}

/** Whether every page that its form must have is among these pages. */
export function isWhole(name: string, { pages }: Pick<Section, 'pages'>, names: ReadonlyMap<string, string>): boolean {
  const own = pages.filter(({ id }) => names.get(id) === name)
  const numbers = new Set(own.flatMap(({ seen }) => (seen.shows === 'form' ? [seen.code.page] : [])))
  return (own[0]?.required ?? []).every((number) => numbers.has(number))
}

/** What a page is held for by itself. */
function ownReason({ seen }: StackPage): PageReason {
  if (seen.shows === 'refused') return seen.reason
  return seen.shows === 'foreign' ? 'PAGE_CODE_FOREIGN' : 'PAGE_CODE_UNREADABLE'
}
