/**
 * Kinds of words: which kind follows which is what this model knows of grammar. Words that hold a sentence together are
 * a kind of their own, the others share one by their part of speech (jieba's letters).
 */
export const KINDS = {
  start: 0,
  comma: 1,
  stop: 2,
  mark: 3,
  digit: 4,
  latin: 5,
  unknown: 6,
} as const

const PARTS_OF_SPEECH = ['n', 'nr', 'ns', 'v', 'a', 'd', 'r', 'm', 'q', 'p', 'c', 'f', 't', 'i', 'u', 'y'] as const

const OWN_KIND = Array.from(
  '的了是在不有一和与及我你他们就也都要能会到把被对从给让为上下里中个这那没很还着过地得吗呢吧说以可之其所于去来做办请',
).concat('没有', '可以', '我们', '希望', '建议', '应该', '不能', '因为', '如果', '但是')

const names = [...Object.keys(KINDS), ...PARTS_OF_SPEECH.map((part) => `${part}:`), ...OWN_KIND]
export const KIND_COUNT = names.length

const numbers = new Map(names.map((name, kind) => [name, kind]))

/** The kind of a word of the dictionary, from its text and jieba's letters for its part of speech. */
export function kindOfWord(text: string, letters: string): number {
  const own = numbers.get(text)
  if (own !== undefined) return own
  const part = SAME.get(letters) ?? SAME.get(letters[0]!) ?? letters[0]!
  return numbers.get(`${part === 'nr' || part === 'ns' ? part : part[0]!}:`) ?? KINDS.unknown
}

// Proverbs stand like verbs and nouns alike, adjectives and what qualifies likewise.
const SAME = new Map(
  Object.entries({
    nr: 'nr',
    nrt: 'nr',
    nrfg: 'nr',
    ns: 'ns',
    nt: 'ns',
    b: 'a',
    z: 'a',
    s: 'f',
    l: 'i',
    j: 'n',
    e: 'y',
    o: 'y',
    g: 'n',
    k: 'n',
    h: 'a',
    x: 'n',
  }),
)

/** The kind of a character that is no word. */
export function kindOfCharacter(character: string): number {
  if (character === '，' || character === '、') return KINDS.comma
  if (/[。！？；]/.test(character)) return KINDS.stop
  if (/[0-9]/.test(character)) return KINDS.digit
  if (/[A-Za-z]/.test(character)) return KINDS.latin
  return /\p{Script=Han}/u.test(character) ? KINDS.unknown : KINDS.mark
}
