import type { Layout, LayoutField } from '../contract/layout.ts'
import type { Decision, LetterState, ValueState } from '../contract/letter.ts'
import { likeliestTicks, runsAcrossCells, type Reading, type Value } from '../contract/reading.ts'
import type { FieldReason } from '../contract/reasons.ts'
import type { CellKeyingRow, GlanceRow, LetterRow, PageRow, ReadingRow } from '../contract/rows.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { checkValue } from '../judge/checkValue.ts'
import type { JudgeContext } from '../judge/rule.ts'

type NewGlance = Omit<GlanceRow, 'number' | 'odd'>

/**
 * What of a letter can be confirmed among its like: of each field that needs a person the value the machine would say, where it
 * breaks no rule, and its characters that are not sure. A letter that is held waits for something else.
 */
export function glancesOf(
  letter: Pick<LetterRow, 'id' | 'form' | 'version'> & { readonly state: LetterState },
  layout: Layout,
  pages: readonly Pick<PageRow, 'id' | 'code' | 'run' | 'view'>[],
  readings: readonly Pick<ReadingRow, 'field' | 'reading'>[],
  decisions: readonly Decision[],
  confirmed: readonly Pick<CellKeyingRow, 'field' | 'cell' | 'run'>[],
  context: JudgeContext,
): NewGlance[] {
  if (letter.state === 'held') return []
  const open = new Set(decisions.filter(waitsForAnybody).map(({ field }) => field))
  const read = new Map(readings.map((row) => [row.field, row.reading]))
  return layout.pages.flatMap(({ page: number, fields }) => {
    const page = pages.find(({ code, view }) => code?.page === number && view !== null)
    if (page === undefined) return []
    return fields
      .filter(({ id }) => open.has(id))
      .flatMap((field) => {
        const reading = read.get(field.id)
        if (reading === undefined) return []
        const { id, form, version } = letter
        const place = { letter: id, page: page.id, run: page.run, form, version, field: field.id }
        const sure = confirmed.filter((row) => row.field === field.id && row.run === page.run)
        return [
          ...wholes(field, reading, context).map((found) => ({ ...place, ...found })),
          ...characters(field, reading)
            .filter(({ cell }) => !sure.some((row) => row.cell === cell))
            .map((found) => ({ ...place, ...found })),
        ]
      })
  })
}

// What one person has keyed is for a second one who sees the ink alone, or for a settler; what lies over the form is judged by whoever sees the page: never
// for a glance.
function waitsForAnybody({ how, reasons }: Decision): boolean {
  return how === 'none' && !reasons.some((reason) => NO_GLANCE.has(reason))
}

const NO_GLANCE: ReadonlySet<FieldReason> = new Set(['SECOND_PERSON', 'KEYINGS_DIFFER', 'COVERED', 'ACROSS_CELLS'])

/** Makes the rows of a letter what they should be; those that are so already keep their numbers. */
export async function syncGlances(tx: StoreTransaction, letter: string, wanted: readonly NewGlance[]): Promise<void> {
  const standing = await tx.glancesOfLetter(letter)
  const keyOf = ({ field, cell, page, run, value, heap }: NewGlance): string =>
    JSON.stringify([field, cell, page, run, value, heap])
  const kept = new Set(standing.map(keyOf))
  const want = new Set(wanted.map(keyOf))
  await tx.removeGlances(standing.filter((row) => !want.has(keyOf(row))).map(({ number }) => number))
  await tx.addGlances(wanted.filter((row) => !kept.has(keyOf(row))).map((row) => ({ ...row, odd: false })))
}

/** What the machine would say of a field: null when it has nothing to say. */
export function proposalOf(
  field: Pick<LayoutField, 'kind'>,
  reading: Reading,
): { state: ValueState; value: Value | null; score: number } | null {
  if (reading.state === 'read') return { state: 'read', value: reading.value, score: leastSure(reading) }
  if (reading.state === 'blank') return { state: 'blank', value: null, score: reading.confidence }
  // A doubtful tick: the likeliest answer, as the reader of marks gives it.
  const likely = field.kind === 'choice' ? likeliestTicks(reading) : null
  if (likely === null) return null
  const { ticked, confidence: score } = likely
  return ticked.length === 0 ? { state: 'blank', value: null, score } : { state: 'read', value: ticked, score }
}

// A long text is too much for one glance: its characters are looked at one by one.
const MOST_CELLS = 26

function wholes(field: LayoutField, reading: Reading, context: JudgeContext) {
  if ((field.cells?.length ?? 0) > MOST_CELLS) return []
  const proposal = proposalOf(field, reading)
  if (proposal === null || checkValue(field, proposal.state, proposal.value, context).length > 0) return []
  return [{ cell: WHOLE, heap: field.id, value: JSON.stringify(proposal.value), score: proposal.score }]
}

function characters(field: LayoutField, reading: Reading) {
  // A crop of a cell shows no character of a text that keeps to no cells.
  if (runsAcrossCells(field, reading)) return []
  if (reading.state !== 'read' || (field.kind !== 'comb' && field.kind !== 'grid')) return []
  const heap = heapOfCharacters(field)
  const below = heap === '#digits' ? DIGIT_SURE : SURE
  return (reading.characters ?? [])
    .filter(({ value, confidence }) => value !== '' && confidence < below)
    .map(({ cell, value, confidence }) => {
      return { cell, heap, value: JSON.stringify(value), score: confidence }
    })
}

export const WHOLE = -1
// Lowest digit ≥ 0.99: none of 173 telephones was wrong. Characters ≥ 0.98: a third of all, at ≤ 1 % error (RECOGNITION.md, confidence).
const DIGIT_SURE = 0.99
const SURE = 0.98

function heapOfCharacters({ decoder }: LayoutField): string {
  if (decoder === 'email') return '#letters'
  return decoder === 'text' || decoder === 'name' ? '#text' : '#digits'
}

function leastSure({ confidence, characters = [] }: Extract<Reading, { state: 'read' }>): number {
  return Math.min(confidence, ...characters.filter(({ value }) => value !== '').map((c) => c.confidence))
}
