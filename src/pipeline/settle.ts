import type { Layout, LayoutField } from '../contract/layout.ts'
import type { Decision, LetterState } from '../contract/letter.ts'
import type { KeyingRow, LetterRow, PageRow, ReadingRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { checkValue } from '../judge/checkValue.ts'
import { judgeField } from '../judge/judgeField.ts'
import type { JudgeContext } from '../judge/rule.ts'
import { standingOf, waitsOf, type Standing, type Waits } from '../review/standing.ts'
import { drawSamples } from './drawSamples.ts'
import { glancesOf, syncGlances } from './glances.ts'

export interface Settled {
  readonly decisions: Decision[]
  readonly state: LetterState
  readonly pages: number
  readonly pagesMissing: number[]
  readonly needsReview: number
  readonly waits: Waits
  readonly title: string
}

/**
 * What stands in a letter, from everything that was ever read and keyed: what people keyed of a field stands over any reading, also
 * a later one (`standingOf` says when it stands), and a rule it breaks is kept as its reason. While a second person is waited for, the
 * decision holds no value. Pure: the same rows give the same answer.
 */
export function settleLetter(
  layout: Layout,
  pages: readonly Pick<PageRow, 'code' | 'state'>[],
  readings: readonly Pick<ReadingRow, 'field' | 'reading'>[],
  keyings: readonly Pick<KeyingRow, 'field' | 'by' | 'state' | 'value' | 'part'>[],
  context: JudgeContext,
): Settled {
  const present = new Set(pages.map((page) => page.code?.page))
  const read = new Map(readings.map((row) => [row.field, row.reading]))
  const fields = layout.pages.filter((page) => present.has(page.page)).flatMap((page) => page.fields)
  const standings = fields.map((field) => {
    const words = keyings.filter((row) => row.field === field.id)
    return standingOf(field, words)
  })
  const decisions = fields.map((field, i) =>
    decide(field, standings[i]!, () => judgeField(field, read.get(field.id) ?? null, context), context),
  )
  const pagesMissing = layout.pages.filter((page) => !page.optional && !present.has(page.page)).map((page) => page.page)
  const needsReview = decisions.filter((decision) => decision.how === 'none').length
  const first = decisions.some(({ how }, i) => how === 'none' && standings[i] === null)
  const waiting = pagesMissing.length > 0 || pages.some((page) => page.state === 'queued')
  return {
    decisions,
    state: waiting ? 'receiving' : needsReview > 0 ? 'review' : 'accepted',
    // Attachments and the label lie in the letter too, and answer nothing.
    pages: pages.filter(({ code }) => code !== null).length,
    pagesMissing,
    needsReview,
    waits: waitsOf(first, standings),
    title: titleOf(layout, decisions),
  }
}

/**
 * Settles a letter in the store after something about it changed: new decisions beside the old ones, and a new revision. Decisions
 * that are as they were are not written again.
 */
export async function settleInStore(tx: StoreTransaction, letterId: string, at: string): Promise<LetterRow> {
  const letter = (await tx.letter(letterId))!
  const form = (await tx.form(letter.form, letter.version, letter.fingerprint))!
  const standing = new Map((await tx.decisions(letterId)).map((row) => [row.field, row]))
  const context = { window: form.campaign.window }
  const pages = await tx.pagesOfLetter(letterId)
  const readings = await tx.readingsOfLetter(letterId)
  const keyings = await tx.keyings(letterId)
  const { decisions, waits, ...rest } = settleLetter(form.layout, pages, readings, keyings, context)
  const settled = { ...rest, ...waits }
  // What a person laid aside stays aside, whatever comes in, until a person takes it back.
  const summary = letter.aside === null ? settled : { ...settled, state: 'held' as const }
  const revision = letter.revision + 1
  const changed = decisions.filter((decision) => !same(decision, standing.get(decision.field)))
  await tx.addDecisions(changed.map((decision) => ({ ...decision, letter: letterId, revision, at })))
  await tx.updateLetter(letterId, { ...summary, revision })
  const now = { ...letter, ...summary }
  if (now.state === 'accepted')
    await drawSamples(tx, letterId, form, { decisions: await tx.decisions(letterId), readings, at })
  const confirmed = await tx.cellKeyings(letterId)
  await syncGlances(tx, letterId, glancesOf(now, form.layout, pages, readings, decisions, confirmed, context))
  return { ...now, revision }
}

function decide(
  field: LayoutField,
  standing: Standing | null,
  machine: () => Decision,
  context: JudgeContext,
): Decision {
  if (standing === null) return machine()
  if (standing.how === 'none') {
    const reason = standing.waits === 'second' ? 'SECOND_PERSON' : 'KEYINGS_DIFFER'
    return { field: field.id, how: 'none', state: 'unclear', value: null, reasons: [reason] }
  }
  const { how, state, value } = standing
  return { field: field.id, how, state, value, reasons: checkValue(field, state, value, context) }
}

function same(a: Decision, b: Decision | undefined): boolean {
  return (
    b !== undefined && a.how === b.how && a.state === b.state && equal(a.value, b.value) && equal(a.reasons, b.reasons)
  )
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** For lists: the first text that is not personal, as it stands. */
function titleOf(layout: Layout, decisions: readonly Decision[]): string {
  const texts = layout.pages
    .flatMap((page) => page.fields)
    .filter((field) => field.decoder === 'text' && !field.personal)
  const first = texts.find((field) => field.kind === 'line' || field.kind === 'comb' || field.kind === 'grid')
  const value = decisions.find((decision) => decision.field === first?.id)?.value
  return typeof value === 'string' ? value.slice(0, MOST_TITLE) : ''
}

const MOST_TITLE = 120
