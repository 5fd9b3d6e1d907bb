import type { Contents, EnvelopeProblem, SeenContents } from '../contract/envelope.ts'

export interface EnvelopeFacts {
  readonly registered: boolean
  readonly contents: Contents | null
  readonly seen: SeenContents
  /** Pages that its letters still lack. */
  readonly pagesMissing: number
  readonly postmark: string | null
  /** First and last day of every campaign it can belong to. */
  readonly windows: readonly { readonly from: string; readonly to: string }[]
}

/** What is not as it should be: what was counted by hand against what was seen, and the postmark against the campaign. */
export function checkContents(facts: EnvelopeFacts): EnvelopeProblem[] {
  const { registered, contents, seen, postmark, pagesMissing } = facts
  const found: EnvelopeProblem[] = []
  const when = (is: boolean, problem: EnvelopeProblem): void => void (is && found.push(problem))
  const scanned = seen.forms + seen.pages + seen.attachments + seen.held > 0
  const empty = contents !== null && contents.forms + contents.pages + contents.attachments === 0
  when(!registered, 'NOT_REGISTERED')
  when(contents === null, 'NOT_COUNTED')
  when(empty, 'EMPTY')
  when(!scanned && !empty, 'NOT_SCANNED')
  when(scanned && seen.forms === 0, 'NO_FORM')
  // Two forms in one envelope are an everyday matter once somebody has counted them, and a lost waybill until then.
  when(seen.forms > (contents?.forms ?? 1), 'MORE_FORMS')
  when(scanned && contents !== null && seen.forms > 0 && seen.forms < contents.forms, 'FEWER_FORMS')
  if (contents !== null && scanned) {
    when(seen.pages > contents.pages, 'MORE_PAGES')
    when(seen.pages < contents.pages, 'FEWER_PAGES')
    when(seen.attachments > contents.attachments, 'MORE_ATTACHMENTS')
    when(seen.attachments < contents.attachments, 'FEWER_ATTACHMENTS')
  }
  when(pagesMissing > 0, 'PAGES_MISSING')
  when(seen.held > 0, 'PAGES_HELD')
  when(postmark === null, 'POSTMARK_UNKNOWN')
  when(
    postmark !== null && !facts.windows.some(({ from, to }) => from <= postmark && postmark <= to),
    'POSTMARK_OUTSIDE',
  )
  return found
}

/** What stands in the way of clearing without a note. That a letter came late or empty is a fact, not something left to do. */
export function openProblems(problems: readonly EnvelopeProblem[]): EnvelopeProblem[] {
  return problems.filter((problem) => problem !== 'POSTMARK_OUTSIDE' && problem !== 'EMPTY')
}
