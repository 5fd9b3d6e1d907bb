import type { PageCode, PageKind } from '../contract/page.ts'
import type { PageReason } from '../contract/reasons.ts'
import type { SeenPage } from '../contract/stack.ts'
import { isUnreadableForm } from './planSplit.ts'

/** A page of a file that was split, as it stands now. `code`: null where it names no form we read. */
export interface SplitPage {
  readonly id: string
  readonly part: number
  readonly seen: SeenPage | null
  readonly state: 'queued' | 'placed' | 'held' | 'blank' | 'failed'
  readonly reason: PageReason | null
  readonly kind: PageKind
  readonly letter: string | null
  readonly envelope: string | null
  readonly code: PageCode | null
  /** Required pages of the form of its code. */
  readonly required: readonly number[]
}

/** A letter that pages of the file lie in. `numbers`: of all form pages in it, whatever file they came in. */
export interface SplitLetter {
  readonly id: string
  readonly form: string
  readonly version: number
  readonly fingerprint: string
  readonly serial: string | null
  readonly envelope: string | null
  readonly numbers: readonly number[]
}

/** A letter that is still to be made has the name of the part it is made for. */
export const madeFor = (part: number): string => `new ${part}`

/**
 * Says anew, within one part whose borders a person has set, what is not said by a serial: pages without a serial make a letter when they are one whole
 * set, or complete the only one there; attachments follow the only letter of the part; what more than one story explains is held. Pages with a serial and
 * pages held for what they are themselves stay as they are.
 */
export function regroup(own: readonly SplitPage[], letters: ReadonlyMap<string, SplitLetter>): SplitPage[] {
  const envelope = envelopeOf(own)
  const sets = placeSets(own, letters)
  const there = lettersIn(sets)
  const alone = there.length === 1 ? there[0]! : null
  return sets.map((page): SplitPage => {
    const here = { ...page, envelope }
    if (isCover(page)) return page.kind === 'waybill' ? { ...here, letter: envelope === null ? null : alone } : here
    if (page.code !== null || !isLoose(page) || (page.letter !== null && there.includes(page.letter))) return here
    if (alone !== null) return { ...here, kind: 'attachment', state: 'placed', reason: null, letter: alone }
    const reason = there.length === 0 && envelope !== null ? 'PAGE_WITHOUT_FORM' : 'PAGE_BETWEEN_LETTERS'
    return { ...here, kind: 'unknown', state: 'held', reason, letter: null }
  })
}

/** Letters whose form pages lie among these, in their order. */
export function lettersIn(own: readonly SplitPage[]): string[] {
  return [...new Set(own.flatMap(({ code, letter }) => (code === null ? [] : (letter ?? []))))]
}

/** Of the mark that begins the part. */
export function envelopeOf(own: readonly SplitPage[]): string | null {
  return own.find((page) => isCover(page) && page.envelope !== null)?.envelope ?? null
}

/** A mark, or the other side of its sheet. */
export function isCover({ kind }: Pick<SplitPage, 'kind'>): boolean {
  return kind === 'waybill' || kind === 'separator'
}

/** Something that came with a letter and says nothing of which. */
function isLoose({ kind, state, seen }: SplitPage): boolean {
  if (kind === 'attachment') return true
  return state === 'held' && (seen?.shows === 'foreign' || (seen?.shows === 'something' && !seen.formLike))
}

function placeSets(own: readonly SplitPage[], letters: ReadonlyMap<string, SplitLetter>): readonly SplitPage[] {
  const open = own.filter(mayMakeLetter)
  const [first] = open
  if (first === undefined) return own
  const there = lettersIn(own)
  const wanted = there.length === 0 ? madeFor(first.part) : there.length === 1 ? there[0]! : null
  const fits =
    wanted !== null && (there.length === 0 ? isWholeSet(own, open) : completes(open, letters.get(wanted)!, own))
  const mixed = open.some(({ code }) => code!.form !== first.code!.form || code!.version !== first.code!.version)
  const change = fits
    ? ({ reason: null, letter: wanted } as const)
    : ({ state: 'held', reason: mixed ? 'PAGE_VERSIONS_MIXED' : 'PAGE_WITHOUT_SERIAL' } as const)
  const placed = new Set(open.map(({ id }) => id))
  return own.map((page) => {
    if (!placed.has(page.id)) return page
    // What is being read goes on being read; what was held is placed by whoever keeps this.
    return { ...page, ...change, ...(fits && page.state === 'held' ? { state: 'placed' as const } : {}) }
  })
}

/** A page without a serial that lies in no letter, for no fault of its own. */
function mayMakeLetter({ code, letter, state, reason }: SplitPage): boolean {
  if (code === null || code.serial !== null || letter !== null) return false
  return state === 'queued' || state === 'placed' || (state === 'held' && UNTOLD.has(reason))
}

const UNTOLD = new Set<PageReason | null>(['PAGE_WITHOUT_SERIAL', 'PAGE_VERSIONS_MIXED', 'PAGE_BETWEEN_LETTERS'])

/** As between two marks (decision 0056): one form and version, required pages once each and rising, no form page that cannot be read. */
function isWholeSet(own: readonly SplitPage[], open: readonly SplitPage[]): boolean {
  const [first] = open
  const alike = open.every(({ code }) => isOfLetter(code!, first!.code!))
  const rising = open.every(({ code }, i) => i === 0 || code!.page > open[i - 1]!.code!.page)
  const whole = first!.required.every((number) => open.some(({ code }) => code!.page === number))
  return alike && rising && whole && isClear(own)
}

/** Pages that the only letter of the part lacks, each once. */
function completes(open: readonly SplitPage[], letter: SplitLetter, own: readonly SplitPage[]): boolean {
  const numbers = open.map(({ code }) => code!.page)
  const lacking = numbers.every((number) => !letter.numbers.includes(number))
  return (
    lacking &&
    new Set(numbers).size === numbers.length &&
    open.every(({ code }) => isOfLetter(code!, letter)) &&
    isClear(own)
  )
}

function isClear(own: readonly SplitPage[]): boolean {
  return own.every((page) => isCover(page) || page.seen === null || !isUnreadableForm(page.seen))
}

/** Whether a code and a letter are of one print and one serial (or both of none). */
export function isOfLetter(
  code: PageCode,
  letter: Pick<PageCode, 'form' | 'version' | 'fingerprint' | 'serial'>,
): boolean {
  return (
    code.form === letter.form &&
    code.version === letter.version &&
    code.fingerprint === letter.fingerprint &&
    code.serial === letter.serial
  )
}
