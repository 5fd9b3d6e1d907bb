import type { PageCode, PageKind } from '../contract/page.ts'
import type { PageReason } from '../contract/reasons.ts'
import type { SeenPage } from '../contract/stack.ts'
import type { StackMark } from '../contract/stackMark.ts'
import { placeUncoded } from './placeUncoded.ts'
import { sectionsOf, type Section } from './sections.ts'

/** A page of a file, in the order in which it lay in the stack. `form`: what its layout must have, null where we do not know the form. */
export interface StackPage {
  readonly id: string
  readonly seen: SeenPage
  /** Required pages of the form that its code names; null: not a form we read. */
  readonly required: readonly number[] | null
  /** Id of the other side of the same sheet, when the scanner says so. */
  readonly otherSide: string | null
}

/** A letter that the split finds or makes. */
export type PlannedLetter =
  | { readonly by: 'serial'; readonly code: PageCode & { readonly serial: string } }
  /** Pages without a serial of one envelope: the part they are in names the letter. */
  | { readonly by: 'part'; readonly part: number; readonly code: PageCode }

export interface PlannedPage {
  readonly id: string
  /** From 1. */
  readonly part: number
  readonly kind: PageKind
  /** read: by its code, as soon as a reader is free. kept: as it is, with its letter or envelope. */
  readonly to: 'read' | 'kept' | 'blank' | 'held'
  readonly reason: PageReason | null
  /** Name of a letter of the plan; null where it has none (yet). */
  readonly letter: string | null
}

export interface PlannedPart {
  readonly part: number
  /** What the envelope is known by: a waybill, a code of ours, or both; none where the part only begins somewhere. */
  readonly marks: readonly StackMark[]
  /** Letters in the order they were met, and whether they are surely of the envelope. */
  readonly letters: readonly { readonly name: string; readonly ofEnvelope: boolean }[]
}

export interface SplitPlan {
  readonly pages: readonly PlannedPage[]
  readonly parts: readonly PlannedPart[]
  readonly letters: ReadonlyMap<string, PlannedLetter>
}

/**
 * Splits the pages of a file into envelopes and letters. `formsIn` says how many forms a clerk counted in an envelope; null when nobody did. Every page
 * comes out once. What is doubtful is held: see decision 0056 for what counts as doubt.
 */
export function planSplit(
  pages: readonly StackPage[],
  formsIn: (marks: readonly StackMark[]) => number | null,
): SplitPlan {
  const sections = sectionsOf(pages)
  const marked = sections.some(({ opened }) => opened !== 'start')
  const letters = new Map<string, PlannedLetter>()
  const planned = sections.map((section, i) => planSection(section, i + 1, marked, formsIn(section.marks), letters))
  return {
    pages: planned.flatMap(({ pages: own }) => own),
    parts: planned.map(({ part }) => part),
    letters,
  }
}

function planSection(
  section: Section,
  part: number,
  markedFile: boolean,
  counted: number | null,
  letters: Map<string, PlannedLetter>,
): { pages: PlannedPage[]; part: PlannedPart } {
  const names = new Map<string, string>()
  const order: string[] = []
  const note = (page: string, name: string, letter: PlannedLetter): void => {
    letters.set(name, letters.get(name) ?? letter)
    if (!order.includes(name)) order.push(name)
    names.set(page, name)
  }
  for (const { id, seen, required } of section.pages)
    if (seen.shows === 'form' && seen.code.serial !== null && required !== null)
      note(id, nameOf(seen.code), { by: 'serial', code: { ...seen.code, serial: seen.code.serial } })
  const plain = section.pages.filter(({ seen }) => seen.shows === 'form' && seen.code.serial === null)
  const set = markedFile && order.length === 0 && section.opened !== 'doubt' ? oneSet(section, plain) : null
  if (set !== null) for (const { id, code } of plain.map(asCoded)) note(id, `part ${part}`, { by: 'part', part, code })
  const sure = surelyOf(section, order, names, counted)
  const held = placeUncoded(section, names, order, counted)
  const pages = section.pages.map((page): PlannedPage => {
    const base = { id: page.id, part, reason: null, letter: names.get(page.id) ?? null }
    const { seen } = page
    if (section.cover.has(page.id)) {
      const kind = section.opened === 'separator' ? 'separator' : 'waybill'
      return { ...base, kind, to: seen.shows === 'paper' ? 'blank' : 'kept' }
    }
    if (seen.shows === 'paper') return { ...base, kind: 'blank', to: 'blank' }
    if (seen.shows === 'form') {
      if (base.letter !== null || page.required === null) return { ...base, kind: 'form', to: 'read' }
      // Without marks the whole file decides, when it is read (decision 0053).
      if (!markedFile) return { ...base, kind: 'form', to: 'read' }
      const mixed = new Set(plain.map(asCoded).map(({ code }) => `${code.form} ${code.version}`)).size > 1
      return { ...base, kind: 'form', to: 'held', reason: mixed ? 'PAGE_VERSIONS_MIXED' : 'PAGE_WITHOUT_SERIAL' }
    }
    const place = held.get(page.id)!
    return 'letter' in place
      ? { ...base, kind: 'attachment', to: 'kept', letter: place.letter }
      : { ...base, kind: 'unknown', to: 'held', reason: place.reason }
  })
  const found = order.map((name) => ({ name, ofEnvelope: sure.has(name) }))
  return { pages, part: { part, marks: section.marks, letters: found } }
}

export function nameOf({ form, version, serial }: PageCode): string {
  return `${form} ${version} ${serial}`
}

/** Whether the pages without a serial of an envelope are one letter: one form and version, required pages once each and rising. */
function oneSet(section: Section, plain: readonly StackPage[]): true | null {
  const coded = plain.map(asCoded)
  const [first] = coded
  if (first === undefined || first.required === null) return null
  const alike = coded.every(
    ({ code }) =>
      code.form === first.code.form &&
      code.version === first.code.version &&
      code.fingerprint === first.code.fingerprint,
  )
  const rising = coded.every(({ code }, i) => i === 0 || code.page > coded[i - 1]!.code.page)
  const whole = first.required.every((number) => coded.some(({ code }) => code.page === number))
  // A form page that cannot be read may be of this letter or of the next.
  const clear = section.pages.every(({ seen }) => !isUnreadableForm(seen))
  return alike && rising && whole && clear ? true : null
}

/**
 * The letters of an envelope that are surely of it: the only one; all, when a clerk counted so many; else the one that begins right behind the
 * mark. Two serials behind one mark may be two forms in one envelope, or a waybill that was not read.
 */
function surelyOf(
  section: Section,
  order: readonly string[],
  names: ReadonlyMap<string, string>,
  counted: number | null,
): Set<string> {
  const expected = counted ?? 1
  if (section.marks.length === 0 || expected === 0) return new Set()
  const unnamed = section.pages.some(
    ({ id, seen }) => (seen.shows === 'form' && !names.has(id)) || isUnreadableForm(seen),
  )
  if (order.length <= expected && !unnamed) return new Set(order)
  const next = section.pages.find(({ id, seen }) => !section.cover.has(id) && seen.shows !== 'paper')
  const name = next === undefined ? undefined : names.get(next.id)
  return new Set(name === undefined ? [] : [name])
}

/** A page that is of a form, and of which nobody can say more. */
export function isUnreadableForm(seen: SeenPage): boolean {
  return (seen.shows === 'something' && seen.formLike) || seen.shows === 'refused'
}

function asCoded(page: StackPage) {
  if (page.seen.shows !== 'form') throw new Error('not a form page')
  return { id: page.id, code: page.seen.code, required: page.required }
}
