import { joinCells, NEXT_TO_VALID, type Grammar, type Step } from './grammar.ts'
import { isSpelled, spell, START } from './pinyin.ts'

// Providers that people in China write most; anything else must end in a known top-level domain.
const DOMAINS = (
  'qq.com vip.qq.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn sina.com.cn vip.sina.com sohu.com tom.com ' +
  '139.com 189.cn wo.cn foxmail.com aliyun.com gmail.com hotmail.com outlook.com live.com live.cn msn.com yahoo.com ' +
  'yahoo.com.cn yahoo.cn icloud.com me.com 21cn.com 263.net china.com hunan.gov.cn changsha.gov.cn csu.edu.cn hnu.edu.cn'
).split(' ')
const TOP_LEVEL = 'com cn net org edu gov top vip info cc hk tw io me'.split(' ')
// Share of other domains, put at their first departure from every known one.
const OTHER = 0.03
// How much likelier each character is that goes on with one of them.
const KNOWN = 2
// Letters before @qq.com: most people keep the number they were given.
const QQ_WITH_LETTERS = 0.4

const SEPARATOR = 0.3
// Most providers allow none before the at-sign.
const HYPHEN = 0.05
// Against a character that may be anything: once a run of digits or of syllables has begun, it mostly goes on.
const DIGIT_AFTER_DIGIT = 2
const LETTER_AFTER_DIGIT = 0.2
// After a name most numbers are years, of two digits or four.
const ONE_DIGIT = 0.15
const SYLLABLE = 2
// Every other syllable that has come to an n goes on with a g.
const NASAL = 10
const BROKEN_OFF = 0.2
const NO_SYLLABLE = 0.3
const MOST_WEIGHT = Math.max(KNOWN, DIGIT_AFTER_DIGIT, SYLLABLE, NASAL)

const beginnings = beginningsOf(DOMAINS)
const topBeginnings = beginningsOf(TOP_LEVEL)

const ALPHABET = [...'abcdefghijklmnopqrstuvwxyz0123456789._-@'.split(''), '']

/**
 * local@domain. States: `l`, then d (digits only so far) or a, then what the letters spell so far: pinyin syllables, `*` for letters that are
 * none, `#` one digit after letters and `+` more, `s` after a separator; `k` with a beginning of a known domain; `g` with how the last label of
 * another one stands.
 */
export const emailGrammar: Grammar = {
  alphabet: ALPHABET,
  start: 'lds',
  step(state, character) {
    if (character === '') return { state, weight: 1 }
    let from = steps.get(state)
    if (from === undefined) steps.set(state, (from = new Map()))
    let step = from.get(character)
    if (step === undefined) from.set(character, (step = advance(state, character)))
    return step
  },
  mostWeight: MOST_WEIGHT,
  // A name may be anything, so only what the reader listed is worth trying; of a domain a few letters are all there is.
  choices: (state) => (state.startsWith('l') ? null : ALPHABET),
  end(state) {
    if (state.startsWith('k')) return endOfKnown(state)
    return state.startsWith('g.') && TOP_LEVEL.includes(state.slice(2)) ? 1 : 0
  },
  validShare: NEXT_TO_VALID,
  // Latin letters by hand: one in a hundred is not among the ten that a reader lists.
  doubt: 0.01,
  fold: foldLatin,
  value: joinCells,
}

/** Addresses are read in lower case; full-width forms and the odd stroke for an underscore as plain ones. */
export function foldLatin(character: string): string | null {
  const plain = (PUNCTUATION.get(character) ?? character).normalize('NFKC').toLowerCase()
  return /^[a-z0-9._@-]$/.test(plain) ? plain : null
}

const PUNCTUATION = new Map(
  Object.entries({ '。': '.', '·': '.', ',': '.', '，': '.', '、': '.', '—': '-', 一: '-', '©': '@' }),
)

// The same few thousand steps are asked for again and again; spellings are sets of syllables, so they are no more than that.
const steps = new Map<string, Map<string, Step | null>>()

function advance(state: string, character: string): Step | null {
  if (state.startsWith('l')) return local(state, character)
  return state.startsWith('k') ? known(state, character) : other(state, character)
}

function local(state: string, character: string): Step | null {
  const kind = state[1]!
  const so = state.slice(2)
  const separated = so === 's'
  if (/[a-z]/.test(character)) return letter(so, character)
  // Letters that break off within a syllable are seldom all.
  const whole = so.startsWith('/') && !isSpelled(so) ? BROKEN_OFF : 1
  if (/\d/.test(character)) {
    const weight = whole * (/^[n#+]$/.test(so) ? DIGIT_AFTER_DIGIT : 1)
    return { state: kind === 'd' ? 'ldn' : so === '#' || so === '+' ? 'la+' : 'la#', weight }
  }
  if (separated) return null
  const ended = whole * (so === '#' ? ONE_DIGIT : 1)
  return character === '@'
    ? { state: `k${kind}`, weight: ended }
    : { state: `l${kind}s`, weight: ended * (character === '-' ? HYPHEN : SEPARATOR) }
}

function letter(so: string, character: string): Step {
  // Numbers come last: a name and a year.
  if (/^[n#+]$/.test(so)) return { state: 'la*', weight: LETTER_AFTER_DIGIT }
  if (so === '*') return { state: 'la*', weight: 1 }
  const spelling = spell(so.startsWith('/') ? so : START, character)
  if (spelling === null) return { state: 'la*', weight: NO_SYLLABLE }
  return { state: `la${spelling}`, weight: character === 'g' && /n(\/|$)/.test(so) ? NASAL : SYLLABLE }
}

function known(state: string, character: string): Step | null {
  const so = state.slice(2) + character
  if (beginnings.has(so)) return { state: state.slice(0, 2) + so, weight: KNOWN }
  // Leave the known ones: say how the last label stands so far, then go on as any other domain.
  const step = other(asOther(state.slice(2)), character)
  return step === null ? null : { state: step.state, weight: step.weight * OTHER }
}

function endOfKnown(state: string): number {
  const domain = state.slice(2)
  if (DOMAINS.includes(domain)) return domain.endsWith('qq.com') && state[1] === 'a' ? QQ_WITH_LETTERS : 1
  return TOP_LEVEL.includes(asOther(domain).slice(2)) && domain.includes('.') ? OTHER : 0
}

// `g*` first label, `g.` + beginning of a top-level domain or `*` after a full stop, `-` at the end after a hyphen.
function asOther(beginning: string): string {
  let state = 'g'
  for (const character of beginning) state = other(state, character)!.state
  return state
}

function other(state: string, character: string): Step | null {
  const blank = state === 'g' || state === 'g.' || state.endsWith('-')
  if (character === '@' || character === '_') return null
  if (character === '.') return blank ? null : { state: 'g.', weight: 1 }
  if (character === '-') return blank ? null : { state: `${state.startsWith('g.') ? 'g.*' : 'g*'}-`, weight: 0.3 }
  if (!state.startsWith('g.')) return { state: 'g*', weight: 1 }
  const label = state.slice(2) + character
  return { state: topBeginnings.has(label) ? `g.${label}` : 'g.*', weight: 1 }
}

function beginningsOf(words: readonly string[]): Set<string> {
  return new Set(words.flatMap((word) => Array.from(word, (_, i) => word.slice(0, i + 1))))
}
