import type { Layout, LayoutField } from '../contract/layout.ts'
import type { Severity } from '../contract/truth.ts'
import { inventAddress, inventIdea, inventRemark, inventTitle, inventUnit } from './content/ideas.ts'
import { digits, inventEmail, inventIdentity, inventPerson, inventTelephone } from './content/people.ts'
import type { Random } from './random.ts'

/** What a citizen means to say: ticked options or text by field id; '' or [] where nothing is answered. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

/** First and last day, ISO. */
export interface Window {
  readonly from: string
  readonly to: string
}

/** Answers for any form: what a field may hold follows from its kind, decoder, rules, room and label. */
export function inventAnswers(layout: Layout, window: Window, severity: Severity, random: Random): Answers {
  const fields = layout.pages.flatMap((page) => page.fields)
  const person = inventPerson(random.fork('person'))
  const answers: Record<string, string | string[]> = {}
  for (const field of fields) {
    if (field.continues !== undefined) continue
    const own = random.fork(field.id)
    if (own.chance(field.rules.required ? BLANK_REQUIRED[severity] : BLANK_OPTIONAL)) {
      answers[field.id] = field.kind === 'choice' ? [] : ''
      continue
    }
    if (field.kind === 'choice') answers[field.id] = chosen(field, own)
    else if (field.kind === 'signature') answers[field.id] = person.name
    else answers[field.id] = written(field, fields, person, window, own)
  }
  return answers
}

/** Characters there is room for, continuation sheets included. */
export function roomFor(field: LayoutField, fields: readonly LayoutField[] = []): number {
  if (field.cells === undefined) return Math.max(2, Math.floor((field.boxMm.w - 4) / Math.min(7, field.boxMm.h * 0.8)))
  const more = fields.filter((other) => other.continues === field.id)
  return [field, ...more].reduce((sum, one) => sum + (one.cells?.length ?? 0), 0)
}

const BLANK_REQUIRED: Record<Severity, number> = { clean: 0, normal: 0.01, rough: 0.02, hostile: 0.02 }
const BLANK_OPTIONAL = 0.18

function chosen(field: LayoutField, random: Random): string[] {
  const options = field.options ?? []
  const least = Math.max(1, field.rules.min ?? 1)
  const most = Math.min(options.length, field.rules.max ?? Math.max(least, 3))
  // A few people tick more than they may: the machine must say so, not choose for them.
  const extra = most < options.length && random.chance(0.015) ? 1 : 0
  const count = random.whole(Math.min(least, most), most) + extra
  const picked = new Set(random.shuffled(options.map((option) => option.value)).slice(0, count))
  return options.map((option) => option.value).filter((value) => picked.has(value))
}

function written(
  field: LayoutField,
  fields: readonly LayoutField[],
  person: ReturnType<typeof inventPerson>,
  window: Window,
  random: Random,
): string {
  const room = Math.min(roomFor(field, fields), field.rules.max ?? Infinity)
  switch (field.decoder) {
    case 'name':
      return person.name.slice(0, room)
    case 'telephone':
      return inventTelephone(random).slice(0, room)
    case 'email':
      return emailWithin(person, random, field.cells === undefined ? 40 : room)
    case 'date':
      return inventDate(window, random)
    case 'postcode':
      return digits(random, Math.min(6, room))
    case 'id':
      return inventIdentity(random).slice(0, room)
    case 'count':
      return String(random.whole(1, random.chance(0.2) ? 10 ** Math.min(3, room) - 1 : 9))
    case 'list':
      return random.pick(field.rules.values ?? [''])
    case 'address':
      return inventAddress(random, room)
    case 'digits':
      return digits(random, room)
    default:
      return freeText(field, room, random)
  }
}

function freeText(field: LayoutField, room: number, random: Random): string {
  const label = field.label.zh
  if (room >= LONG_TEXT) {
    // Most ideas fit the first sheet; now and then somebody needs the next one.
    const first = field.cells?.length ?? room
    const target = random.chance(0.06) && room > first ? first + random.whole(10, 120) : random.whole(60, 300)
    const indent = INDENT
    return inventIdea(random, Math.min(target, room - indent), Math.min(target + 40, room - indent))
  }
  if (/单位|工作|公司/.test(label)) return inventUnit(random, room)
  if (/地址|住址/.test(label)) return inventAddress(random, room)
  if (/标题|题目|名称/.test(label)) return inventTitle(random, room)
  return inventRemark(random, room)
}

function emailWithin(person: ReturnType<typeof inventPerson>, random: Random, room: number): string {
  for (let attempt = 0; attempt < 20; attempt++) {
    const email = inventEmail(person, random)
    if (email.length <= room) return email
  }
  return `${digits(random, Math.max(1, room - 7))}@qq.com`
}

// Mostly inside the window; one in fifty early or late, as letters are.
function inventDate(window: Window, random: Random): string {
  const day = 86_400_000
  const from = Date.parse(window.from)
  const days = Math.round((Date.parse(window.to) - from) / day)
  const offset = random.chance(0.02)
    ? random.pick([-random.whole(1, 20), days + random.whole(1, 20)])
    : random.whole(0, days)
  return new Date(from + offset * day).toISOString().slice(0, 10)
}

const LONG_TEXT = 50
/** Empty cells at the start of a paragraph on squared paper. */
export const INDENT = 2
