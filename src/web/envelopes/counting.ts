import type { EnvelopeChange, EnvelopeView } from '../../contract/envelope.ts'
import { dayTyped } from './days.ts'

/** Places the hand goes through, in the order of opening an envelope. */
export const deskFields = ['number', 'postmark', 'forms', 'pages', 'attachments', 'enclosures'] as const
export type DeskField = (typeof deskFields)[number]
/** What is typed in each. */
export type DeskTexts = Readonly<Record<DeskField, string>>

export const noTexts: DeskTexts = { number: '', postmark: '', forms: '', pages: '', attachments: '', enclosures: '' }

/** An envelope as it stands, as text. */
export function textsOf({ postmark, contents }: EnvelopeView): DeskTexts {
  const count = (of: 'forms' | 'pages' | 'attachments'): string => (contents === null ? '' : String(contents[of]))
  return {
    number: '',
    postmark: postmark ?? '',
    forms: count('forms'),
    pages: count('pages'),
    attachments: count('attachments'),
    enclosures: contents?.enclosures ?? '',
  }
}

/**
 * What the texts change about the envelope; null when nothing, or the field that cannot be understood. Contents are counted as soon as one count
 * is typed; the others are then 0.
 */
export function changeOf(envelope: EnvelopeView, texts: DeskTexts): EnvelopeChange | DeskField | null {
  const before = textsOf(envelope)
  const change: { -readonly [K in keyof EnvelopeChange]: EnvelopeChange[K] } = { revision: envelope.revision }
  if (texts.postmark !== before.postmark) {
    const postmark = texts.postmark.trim() === '' ? null : dayTyped(texts.postmark, envelope.receivedOn)
    if (postmark === null && texts.postmark.trim() !== '') return 'postmark'
    if (postmark !== envelope.postmark) change.postmark = postmark
  }
  const counts = (['forms', 'pages', 'attachments'] as const).map((field) => [field, countOf(texts[field])] as const)
  const wrong = counts.find(([, count]) => count === 'wrong')
  if (wrong !== undefined) return wrong[0]
  const typed = counts.some(([, count]) => count !== null) || texts.enclosures.trim() !== ''
  const changed = [...counts.map(([field]) => field), 'enclosures' as const].some(
    (field) => texts[field].trim() !== before[field],
  )
  if (typed && changed) {
    const [forms, pages, attachments] = counts.map(([, count]) => (count === 'wrong' ? 0 : (count ?? 0)))
    change.contents = {
      forms: forms!,
      pages: pages!,
      attachments: attachments!,
      enclosures: texts.enclosures.trim(),
    }
  }
  return Object.keys(change).length === 1 ? null : change
}

function countOf(text: string): number | null | 'wrong' {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return null
  return /^\d{1,3}$/.test(plain) ? Number(plain) : 'wrong'
}
