import { newLetterCode } from '../../contract/stackMark.ts'
import type { PageReason } from '../../contract/reasons.ts'
import { newSerial } from '../../contract/serial.ts'
import type { StackLetter, StackSheet, StackTruth } from '../../contract/stackTruth.ts'
import { s10CheckDigit } from '../../contract/waybill.ts'
import { randomOf, type Random } from '../random.ts'

/**
 * A stack as it lies in the scanner on a bad day: envelopes with waybills, separators, dividers, smudged labels and none; forms of two versions of two pages,
 * with and without serials, pages missing and doubled, photocopies, codes that cannot be read, attachments, foreign pages, blank backs,
 * sheets upside down and sideways. Everything follows from the seed.
 */
export function planStack(letters: number, seed: number): StackTruth {
  const random = randomOf(seed, 'stack')
  const all: StackLetter[] = []
  const stack: StackSheet[] = []
  for (let i = 0; i < letters; i++) {
    const own = random.fork(`letter/${i}`)
    const letter = planLetter(own, i, all)
    all.push(letter)
    stack.push(...sheetsOf(own, i, letter, stack.findLast(({ what }) => what !== 'blank')?.what === 'form'))
  }
  return { letters: all, sheets: doubted(stack) }
}

function planLetter(random: Random, i: number, before: readonly StackLetter[]): StackLetter {
  const copies = before.flatMap(({ serial, copyOf }, n) => (serial !== null && copyOf === null ? [n] : []))
  const copyOf = copies.length > 0 && random.next() < 0.04 ? random.pick(copies) : null
  const marked = random.next()
  const number = String(10_000_000 + i * 7919)
  return {
    waybill: marked < 0.7 ? `EA${number}${s10CheckDigit(number)}CN` : null,
    code: marked >= 0.7 && marked < 0.9 ? newLetterCode(() => random.next()) : null,
    serial: copyOf !== null ? before[copyOf]!.serial : random.next() < 0.88 ? newSerial(() => random.next()) : null,
    copyOf,
    version: copyOf !== null ? before[copyOf]!.version : random.next() < 0.75 ? 1 : 2,
  }
}

function sheetsOf(random: Random, i: number, letter: StackLetter, behindForm: boolean): StackSheet[] {
  const sheets: StackSheet[] = []
  const add = (what: StackSheet['what'], page: number | null = null, reasons: readonly PageReason[] = []): void => {
    const turned = random.next()
    const turn = turned < 0.1 ? 2 : turned < 0.14 ? 1 : turned < 0.18 ? 3 : 0
    const of = what === 'blank' || what === 'divider' || what === 'smudged' ? null : i
    sheets.push({ what, letter: of, page, turn, mustBePlaced: false, reasons })
  }
  const chance = random.next()
  // A label nobody can read, or none at all, now and then; behind an empty envelope nobody could ever tell.
  const lost = behindForm && letter.waybill !== null && chance < 0.06
  if (lost && chance < 0.04) add('smudged', null, ['PAGE_MARK_UNREADABLE'])
  else if (!lost) add(letter.waybill !== null ? 'waybill' : letter.code !== null ? 'code' : 'divider')
  if (random.next() < 0.3) add('blank')
  const contents = lost ? 1 : random.next()
  if (contents < 0.03) return sheets
  const attachments = random.next() < 0.3 ? random.whole(1, 2) : 0
  if (contents >= 0.06) {
    const lacks = contents < 0.11 ? random.whole(1, 2) : 0
    const doubles = contents >= 0.11 && contents < 0.16 ? random.whole(1, 2) : 0
    const unreadable = contents >= 0.16 && contents < 0.2 ? random.whole(1, 2) : 0
    const elsewhere: PageReason[] = letter.copyOf === null ? [] : ['PAGE_SERIAL_ELSEWHERE', 'PAGE_TWICE']
    for (const page of [1, 2]) {
      if (page === lacks) continue
      add(page === unreadable ? 'unreadable' : 'form', page, page === unreadable ? ['PAGE_CODE_UNREADABLE'] : elsewhere)
      if (random.next() < 0.15) add('blank')
      if (page === doubles) add('form', page, ['PAGE_TWICE', 'PAGE_WITHOUT_SERIAL', ...elsewhere])
    }
  }
  for (let k = 0; k < attachments; k++) add(random.next() < 0.8 ? 'attachment' : 'foreign')
  return sheets
}

/** What each place may be held for, from what lies round it: an envelope whose letters, marks and pages are all plain leaves no doubt. */
function doubted(sheets: readonly StackSheet[]): StackSheet[] {
  const begins = new Set<StackSheet['what']>(['waybill', 'code', 'divider', 'smudged'])
  const out: StackSheet[] = []
  for (let from = 0; from < sheets.length;) {
    let to = from + 1
    while (to < sheets.length && !begins.has(sheets[to]!.what)) to++
    out.push(...judged(sheets.slice(from, to)))
    from = to
  }
  return out
}

function judged(section: readonly StackSheet[]): StackSheet[] {
  const [mark] = section
  const forms = section.filter(({ what }) => what === 'form' || what === 'unreadable')
  const of = new Set(section.flatMap(({ letter }) => letter ?? []))
  const uncoded: PageReason[] = [
    'PAGE_BETWEEN_LETTERS',
    'PAGE_WITHOUT_FORM',
    'PAGE_CODE_UNREADABLE',
    'PAGE_CODE_FOREIGN',
  ]
  const clear =
    mark!.what !== 'smudged' &&
    of.size === 1 &&
    forms.every(({ what, reasons }) => what === 'form' && reasons.length === 0)
  const whole = new Set(forms.map(({ page }) => page)).size === 2
  return section.map((sheet) => {
    if (sheet.what === 'form')
      return {
        ...sheet,
        reasons: [...sheet.reasons, 'PAGE_WITHOUT_SERIAL', 'PAGE_VERSIONS_MIXED'],
        mustBePlaced: clear && whole,
      }
    if (sheet.what === 'attachment' || sheet.what === 'foreign')
      return { ...sheet, reasons: uncoded, mustBePlaced: clear && whole && forms.length > 0 }
    return sheet
  })
}
