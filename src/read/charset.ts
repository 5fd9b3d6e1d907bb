import type { Decoder } from '../contract/layout.ts'
import type { LabelMask } from './engines/ctc.ts'
import type { Alphabet } from './engines/ppocr.ts'

/**
 * Which characters a field may hold, as text that stands in the value: `labels[i]` lists the classes of the model that
 * stand for `texts[i]` (a half-width comma in a Chinese sentence is a comma).
 */
export interface Charset {
  readonly mask: LabelMask
  /** The text each class stands for; undefined for classes that may not appear. */
  readonly textOf: readonly (string | undefined)[]
  /** How many of them one character is taken to be at most. */
  readonly most: number
}

export function charsetOf(decoder: Decoder, alphabet: Alphabet): Charset {
  return charsetBy(decoder, allowedBy[decoder], alphabet)
}

/** The same where no cells and no print of the form part what people write: digits come in groups, a date with its signs. */
export function charsetAcross(decoder: Decoder, alphabet: Alphabet): Charset {
  return charsetBy(decoder, allowedAcross[decoder] ?? allowedBy[decoder], alphabet)
}

function charsetBy(decoder: Decoder, allowed: RegExp, alphabet: Alphabet): Charset {
  const textOf = alphabet.characters.map((character, label) => {
    const text = label === 0 ? '' : canonical(character, decoder)
    return text !== '' && allowed.test(text) ? text : undefined
  })
  const mask = Uint8Array.from(textOf, (text) => (text === undefined ? 0 : 1))
  return { mask, textOf, most: NAMED.has(decoder) ? MOST_OF_NAMES : MOST }
}

// The true character is seldom beyond.
const MOST = 24
// What is on a list or a map speaks for characters far down, and against those that are further down still (decisions/0122).
export const NAMED: ReadonlySet<Decoder> = new Set<Decoder>(['list', 'address'])
const MOST_OF_NAMES = 200

const PUNCTUATION = '，。、；：？！“”‘’（）《》〈〉【】…—～·％￥＋－＝／＠＃＆＊'

const ANYTHING = new RegExp(`^[\\p{Script=Han}A-Za-z0-9${PUNCTUATION}.%+=/@#&*_-]$`, 'u')

const allowedBy: Record<Decoder, RegExp> = {
  text: ANYTHING,
  address: ANYTHING,
  list: ANYTHING,
  name: /^[\p{Script=Han}·A-Za-z]$/u,
  digits: /^[0-9]$/,
  telephone: /^[0-9]$/,
  date: /^[0-9]$/,
  count: /^[0-9]$/,
  postcode: /^[0-9]$/,
  id: /^[0-9X]$/,
  email: /^[A-Za-z0-9@._+-]$/,
}

const allowedAcross: Partial<Record<Decoder, RegExp>> = {
  telephone: /^[0-9()+-]$/,
  date: /^[0-9年月日./-]$/,
}

// Written by hand, these cannot be told apart; in a Chinese sentence they are full-width.
const FULL_WIDTH = new Map(
  Object.entries({ ',': '，', ';': '；', ':': '：', '?': '？', '!': '！', '(': '（', ')': '）' }),
)
const CHINESE: ReadonlySet<Decoder> = new Set(['text', 'name', 'address', 'list'])
const QUOTES = new Map(Object.entries({ '"': '”', "'": '’', '「': '“', '」': '”' }))

function canonical(character: string, decoder: Decoder): string {
  if (CHINESE.has(decoder)) {
    const known = FULL_WIDTH.get(character) ?? QUOTES.get(character) ?? character
    // Full-width letters and digits are the half-width ones.
    return /[\uFF10-\uFF5A]/.test(known) && !PUNCTUATION.includes(known) ? known.normalize('NFKC') : known
  }
  const plain = character.normalize('NFKC')
  return decoder === 'id' ? plain.toUpperCase() : plain
}
