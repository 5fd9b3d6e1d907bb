import type { BlankPage } from '../contract/image.ts'
import type { Layout, LayoutField } from '../contract/layout.ts'
import type { Severity, TruthField } from '../contract/truth.ts'
import { inventAnswers, type Window } from './answers.ts'
import { fillCells } from './fillCells.ts'
import { fillChoice } from './fillChoice.ts'
import { fillLine } from './fillLine.ts'
import { stickOn } from './stickOn.ts'
import { typeLine } from './typeLine.ts'
import type { Pool } from './pen/digits.ts'
import { newSheet, type Ink, type InkSheet } from './pen/stamp.ts'
import { asTypist, inventWriter, type Writer } from './pen/writer.ts'
import { randomOf, type Random } from './random.ts'

export interface LetterOrder {
  readonly layout: Layout
  readonly serial: string | null
  /** Page 1 first, with this serial's code on it. */
  readonly blanks: readonly BlankPage[]
  readonly seed: number
  readonly severity: Severity
  /** Whose hands: nothing of the report's is ever used in development. */
  readonly pool: Pool
  /** Dates written on the form mostly lie in it. */
  readonly window?: Window
  /** Filled in on a screen, then printed and signed; `strips`: most answers printed on other paper and stuck on, the rest by hand. */
  readonly typed?: boolean | 'strips'
}

/** One sheet as it lies on the desk: what was printed and what the pen added. */
export interface PaperPage {
  readonly page: number
  readonly blank: BlankPage
  /** Same size as the blank. */
  readonly ink: InkSheet
}

/** A letter before the post has it. */
export interface PaperLetter {
  readonly order: LetterOrder
  readonly ink: Ink
  readonly pages: readonly PaperPage[]
  readonly fields: Readonly<Record<string, TruthField>>
}

/**
 * Lets an invented citizen fill in the form. The same order gives the same ink. Continuation sheets are part of the
 * letter only when written on. Throws RangeError when a page of the layout has no blank.
 */
export async function writeLetter(order: LetterOrder): Promise<PaperLetter> {
  const random = randomOf(order.seed, 'letter')
  const answers = inventAnswers(order.layout, order.window ?? ANY_DAY, order.severity, random.fork('answers'))
  const person = await inventWriter(order.pool, order.severity, random.fork('writer'))
  const typist =
    order.typed === undefined || order.typed === false ? null : await asTypist(person, random.fork('typed'))
  // The sheet has one ink.
  const pen = typist === null ? person : { ...person, ink: typist.ink }
  const writer = order.typed === true ? typist! : pen
  const fields: Record<string, TruthField> = {}
  const left: Record<string, string> = {}
  const pages: PaperPage[] = []
  for (const page of order.layout.pages) {
    const printed = order.blanks[page.page - 1]
    if (printed === undefined) throw new RangeError(`no blank for page ${page.page}`)
    if (page.optional && !page.fields.some((field) => (left[field.continues ?? ''] ?? '') !== '')) continue
    const blank = order.typed === 'strips' ? { ...printed, data: printed.data.slice() } : printed
    const ink = newSheet(blank.widthPx, blank.heightPx)
    for (const field of page.fields) {
      const answer = field.continues === undefined ? answers[field.id]! : (left[field.continues] ?? '')
      // What is typed is signed by hand.
      const desk: Desk = {
        ink,
        writer: field.kind === 'signature' ? pen : writer,
        pxPerMm: blank.pxPerMm,
        severity: order.severity,
      }
      const own = random.fork(`field/${field.id}`)
      const isOnStrip = order.typed === 'strips' && canBeStuckOn(field, answer) && own.fork('strip').chance(ON_STRIP)
      const done = isOnStrip
        ? { truth: stickOn(field, String(answer), typist!.face!, desk, blank, own), rest: '' }
        : fillField(field, answer, desk, own)
      fields[field.id] = done.truth
      left[field.continues ?? field.id] = done.rest
    }
    pages.push({ page: page.page, blank, ink })
  }
  return { order, ink: writer.ink, pages, fields }
}

const ON_STRIP = 0.75

function canBeStuckOn({ kind }: LayoutField, answer: string | readonly string[]): boolean {
  return kind !== 'choice' && kind !== 'signature' && answer !== ''
}

/** What a field is written with and on. */
export interface Desk {
  readonly ink: InkSheet
  readonly writer: Writer
  readonly pxPerMm: number
  readonly severity: Severity
}

/** The truth of a field and the text that found no room in it. */
export interface Filled {
  readonly truth: TruthField
  readonly rest: string
}

function fillField(field: LayoutField, answer: string | readonly string[], desk: Desk, random: Random): Filled {
  if (typeof answer !== 'string') return { truth: fillChoice(field, answer, desk, random), rest: '' }
  if (field.cells !== undefined) return fillCells(field, answer, desk, random)
  const { face } = desk.writer
  return {
    truth: face === null ? fillLine(field, answer, desk, random) : typeLine(field, answer, face, desk),
    rest: '',
  }
}

const ANY_DAY: Window = { from: '2021-01-01', to: '2021-12-31' }
