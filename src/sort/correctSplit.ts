import type { Correction } from '../contract/split.ts'
import { envelopeOf, isCover, isOfLetter, lettersIn, regroup, type SplitLetter, type SplitPage } from './regroup.ts'

/** Why a correction is not made; each is an error of the catalogue. */
export type SplitRefusal =
  | 'PAGE_UNKNOWN'
  | 'LETTER_UNKNOWN'
  | 'SPLIT_NOTHING'
  | 'SPLIT_TWO_ENVELOPES'
  | 'SPLIT_OTHER_SERIAL'
  | 'SPLIT_PAGE_THERE'
  | 'SPLIT_LAST_PAGE'

export interface CorrectedSplit {
  /** All pages of the file, in the given order. A letter that is still to be made is called by `madeFor`. */
  readonly pages: readonly SplitPage[]
  /** Form pages that leave a letter they lay in: what people keyed of them would stay behind. */
  readonly leaving: readonly { readonly page: string; readonly letter: string }[]
  /** The envelope that letters have now, where it is another than before. */
  readonly envelopes: ReadonlyMap<string, string | null>
}

/**
 * One correction by a person of how a file was split. `pages` in the order of the stack. A page with a serial is never in a letter of another serial, nor
 * in none because of this; no letter has a number twice; every page stays in exactly one part.
 */
export function correctSplit(
  pages: readonly SplitPage[],
  letters: ReadonlyMap<string, SplitLetter>,
  correction: Correction,
): CorrectedSplit | { readonly refused: SplitRefusal } {
  const at = pages.find(({ id }) => id === correction.page)
  if (at === undefined) return { refused: 'PAGE_UNKNOWN' }
  if (correction.do === 'move') return move(pages, letters, at, correction.letter ?? null)
  return correction.do === 'cut' ? cut(pages, letters, at) : join(pages, letters, at)
}

function cut(pages: readonly SplitPage[], letters: ReadonlyMap<string, SplitLetter>, at: SplitPage) {
  const own = pages.filter(({ part }) => part === at.part)
  const from = own.indexOf(at)
  // Behind nothing but the mark there is no letter to be cut from.
  if (from === 0) return { refused: 'SPLIT_NOTHING' as const }
  const near = new Set(own.slice(0, from))
  const stay = new Set(lettersIn([...near]))
  const leaving: { page: string; letter: string }[] = []
  const moved = pages.map((page): SplitPage => {
    if (page.part < at.part || near.has(page)) return page
    const behind = { ...page, part: page.part + 1 }
    const { code, letter } = page
    if (page.part > at.part || code === null || code.serial !== null || letter === null || !stay.has(letter))
      return behind
    leaving.push({ page: page.id, letter })
    return { ...behind, letter: null }
  })
  return regrouped(pages, moved, letters, [at.part, at.part + 1], leaving)
}

function join(pages: readonly SplitPage[], letters: ReadonlyMap<string, SplitLetter>, at: SplitPage) {
  const before = Math.max(0, ...pages.map(({ part }) => part).filter((part) => part < at.part))
  if (before === 0) return { refused: 'SPLIT_NOTHING' as const }
  const [first, second] = [before, at.part].map((part) => envelopeOf(pages.filter((page) => page.part === part)))
  if (first !== null && second !== null && first !== second) return { refused: 'SPLIT_TWO_ENVELOPES' as const }
  const nearer = at.part - before
  const moved = pages.map((page) => (page.part < at.part ? page : { ...page, part: page.part - nearer }))
  return regrouped(pages, moved, letters, [before], [])
}

function move(
  pages: readonly SplitPage[],
  letters: ReadonlyMap<string, SplitLetter>,
  at: SplitPage,
  target: string | null,
): CorrectedSplit | { readonly refused: SplitRefusal } {
  if (isCover(at) || at.letter === target) return { refused: 'SPLIT_NOTHING' }
  const letter = target === null ? null : letters.get(target)
  if (letter === undefined) return { refused: 'LETTER_UNKNOWN' }
  const refused = at.seen?.shows === 'form' || at.code !== null ? whyNot(at, letter, letters) : null
  if (refused !== null) return { refused }
  const home = letter === null ? at : pages.find(({ code, letter: of }) => code !== null && of === letter.id)
  if (home === undefined) return { refused: 'LETTER_UNKNOWN' }
  const place = { part: home.part, envelope: home.envelope }
  const leaving = at.code !== null && at.letter !== null ? [{ page: at.id, letter: at.letter }] : []
  const coded = at.code !== null
  const now: SplitPage =
    letter === null
      ? { ...at, ...place, letter, state: 'held', kind: coded ? 'form' : 'unknown', reason: outside(at) }
      : {
          ...at,
          ...place,
          letter: letter.id,
          state: coded && at.state === 'queued' ? 'queued' : 'placed',
          kind: coded ? 'form' : 'attachment',
          reason: null,
        }
  return { pages: pages.map((page) => (page === at ? now : page)), leaving, envelopes: new Map() }
}

function outside({ code }: SplitPage) {
  return code === null ? ('PAGE_BETWEEN_LETTERS' as const) : ('PAGE_WITHOUT_SERIAL' as const)
}

/** A page whose code can be read goes where its code says, or stays. */
function whyNot(
  at: SplitPage,
  target: SplitLetter | null,
  letters: ReadonlyMap<string, SplitLetter>,
): SplitRefusal | null {
  const { code } = at
  if (code === null || (target === null ? code.serial !== null : !isOfLetter(code, target))) return 'SPLIT_OTHER_SERIAL'
  if (target?.numbers.includes(code.page) === true) return 'SPLIT_PAGE_THERE'
  const left = at.letter === null ? undefined : letters.get(at.letter)
  return left !== undefined && left.numbers.length === 1 ? 'SPLIT_LAST_PAGE' : null
}

function regrouped(
  before: readonly SplitPage[],
  moved: readonly SplitPage[],
  letters: ReadonlyMap<string, SplitLetter>,
  touched: readonly number[],
  leaving: CorrectedSplit['leaving'],
): CorrectedSplit {
  const now = new Map(moved.map((page) => [page.id, page]))
  const less = new Map([...letters].map(([id, letter]) => [id, without(letter, moved, leaving)]))
  for (const part of touched)
    for (const page of regroup(
      moved.filter((one) => one.part === part),
      less,
    ))
      now.set(page.id, page)
  const pages = moved.map(({ id }) => now.get(id)!)
  const ids = new Set(pages.filter(({ part }) => touched.includes(part)).map(({ id }) => id))
  const known = new Set(before.filter(({ id }) => ids.has(id)).map(({ envelope }) => envelope))
  return { pages, leaving, envelopes: envelopesOf(pages, letters, touched, known) }
}

function without(letter: SplitLetter, pages: readonly SplitPage[], leaving: CorrectedSplit['leaving']): SplitLetter {
  const gone = leaving.filter((one) => one.letter === letter.id).map(({ page }) => page)
  const numbers = pages.filter(({ id }) => gone.includes(id)).map(({ code }) => code!.page)
  return { ...letter, numbers: letter.numbers.filter((number) => !numbers.includes(number)) }
}

/**
 * The only letter of a part is of its envelope. Of several, those that were stay so; a letter whose mark lies in another part now has none. An envelope that
 * a letter has from another file stays.
 */
function envelopesOf(
  pages: readonly SplitPage[],
  letters: ReadonlyMap<string, SplitLetter>,
  touched: readonly number[],
  known: ReadonlySet<string | null>,
): Map<string, string | null> {
  const changed = new Map<string, string | null>()
  for (const part of touched) {
    const own = pages.filter((page) => page.part === part)
    const envelope = envelopeOf(own)
    const there = lettersIn(own)
    for (const id of there) {
      const had = letters.get(id)?.envelope ?? null
      const home = pages.find(({ code, letter }) => code !== null && letter === id)!.part
      if (home !== part || (had !== null && !known.has(had))) continue
      const has = there.length === 1 || had === envelope ? envelope : null
      if (has !== had) changed.set(id, has)
    }
  }
  return changed
}
