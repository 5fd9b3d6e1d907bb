import type { Campaign } from '../contract/form.ts'
import type { Bilingual } from '../contract/layout.ts'

export const campaignWordNames: readonly string[] = [
  'title',
  'organisers',
  'from',
  'to',
  'window',
  'postcode',
  'address',
  'recipient',
  'promise',
]
export type CampaignWords = Readonly<Record<string, Bilingual>>

/** What `{title}` and the other names in a form's texts stand for. */
export function campaignWords(campaign: Campaign): CampaignWords {
  const { title, organisers, window, address, promise } = campaign
  return {
    title,
    promise,
    organisers: {
      zh: organisers.map(({ zh }) => zh).join('　'),
      en: organisers.map(({ en }) => en).join('; '),
    },
    from: { zh: chineseDay(window.from), en: englishDay(window.from) },
    to: { zh: chineseDay(window.to), en: englishDay(window.to) },
    window: {
      zh: `${chineseDay(window.from)}—${chineseDay(window.to)}`,
      en: `${englishDay(window.from)} – ${englishDay(window.to)}`,
    },
    postcode: { zh: address.postcode, en: address.postcode },
    address: { zh: address.zh, en: address.en },
    recipient: address.recipient ?? { zh: '', en: '' },
  }
}

export function fillIn(text: Bilingual, words: CampaignWords): Bilingual {
  const fill = (sentence: string, lang: 'zh' | 'en'): string =>
    sentence.replaceAll(PLACEHOLDER, (whole, name: string) => words[name]?.[lang] ?? whole)
  return { zh: fill(text.zh, 'zh'), en: fill(text.en, 'en') }
}

/** Names in braces in a text. */
export function placeholders(text: Bilingual): string[] {
  return [...`${text.zh}${text.en}`.matchAll(PLACEHOLDER)].map((match) => match[1]!)
}

const PLACEHOLDER = /\{(\w+)\}/g

function chineseDay(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

function englishDay(iso: string): string {
  const [year, month, day] = iso.split('-').map(Number)
  return `${day} ${MONTHS[month! - 1]} ${year}`
}
