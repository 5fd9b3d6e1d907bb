import { joinCells, NEXT_TO_VALID, type Grammar, type Step } from './grammar.ts'

// Providers that people in China write most; anything else must end in a known top-level domain.
const DOMAINS = (
  'qq.com vip.qq.com 163.com vip.163.com 126.com yeah.net sina.com sina.cn sina.com.cn vip.sina.com sohu.com tom.com ' +
  '139.com 189.cn wo.cn foxmail.com aliyun.com gmail.com hotmail.com outlook.com live.com live.cn msn.com yahoo.com ' +
  'yahoo.com.cn yahoo.cn icloud.com me.com 21cn.com 263.net china.com hunan.gov.cn changsha.gov.cn csu.edu.cn hnu.edu.cn'
).split(' ')
const TOP_LEVEL = 'com cn net org edu gov top vip info cc hk tw io me'.split(' ')
// Share of other domains, put at their first departure from every known one.
const OTHER = 0.03
// Letters before @qq.com: most people keep the number they were given.
const QQ_WITH_LETTERS = 0.4

const beginnings = beginningsOf(DOMAINS)
const topBeginnings = beginningsOf(TOP_LEVEL)

/**
 * local@domain. States: `l`, then d (digits only so far) or a, then n (may end) or s (after a separator); `k` with a
 * beginning of a known domain; `g` with how the last label of another one stands.
 */
export const emailGrammar: Grammar = {
  alphabet: [...'abcdefghijklmnopqrstuvwxyz0123456789._-@'.split(''), ''],
  start: 'lds',
  step(state, character) {
    if (character === '') return { state, weight: 1 }
    if (state.startsWith('l')) return local(state, character)
    return state.startsWith('k') ? known(state, character) : other(state, character)
  },
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

function local(state: string, character: string): Step | null {
  const separated = state.endsWith('s')
  if (character === '@') return separated ? null : { state: `k${state[1]}`, weight: 1 }
  if (/[._-]/.test(character)) return separated ? null : { state: `l${state[1]}s`, weight: 0.3 }
  const digitsOnly = state[1] === 'd' && /\d/.test(character)
  return { state: `l${digitsOnly ? 'd' : 'a'}n`, weight: 1 }
}

function known(state: string, character: string): Step | null {
  const so = state.slice(2) + character
  if (beginnings.has(so)) return { state: state.slice(0, 2) + so, weight: 1 }
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
