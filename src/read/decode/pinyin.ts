/** The syllables of Standard Chinese without tones, as people spell their names in addresses (lv for lü). */
const syllables: readonly string[] = [
  [' ', 'a ai an ang ao e ei en eng er o ou'],
  ['b', 'a ai an ang ao ei en eng i ian iao ie in ing o u'],
  ['p', 'a ai an ang ao ei en eng i ian iao ie in ing o ou u'],
  ['m', 'a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u'],
  ['f', 'a an ang ei en eng o ou u'],
  ['d', 'a ai an ang ao e ei en eng i ian iao ie ing iu ong ou u uan ui un uo'],
  ['t', 'a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo'],
  ['n', 'a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan ue uo v ve'],
  ['l', 'a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo v ve'],
  ['g', 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo'],
  ['k', 'a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo'],
  ['h', 'a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo'],
  ['j', 'i ia ian iang iao ie in ing iong iu u uan ue un'],
  ['q', 'i ia ian iang iao ie in ing iong iu u uan ue un'],
  ['x', 'i ia ian iang iao ie in ing iong iu u uan ue un'],
  ['zh', 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo'],
  ['ch', 'a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo'],
  ['sh', 'a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo'],
  ['r', 'an ang ao e en eng i ong ou u uan ui un uo'],
  ['z', 'a ai an ang ao e ei en eng i ong ou u uan ui un uo'],
  ['c', 'a ai an ang ao e en eng i ong ou u uan ui un uo'],
  ['s', 'a ai an ang ao e en eng i ong ou u uan ui un uo'],
  ['y', 'a an ang ao e i in ing o ong ou u uan ue un'],
  ['w', 'a ai an ang ei en eng o u'],
].flatMap(([initial, finals]) => finals!.split(' ').map((final) => initial!.trim() + final))

/**
 * Letters as a run of syllables, read one after the other. A spelling is the set of ways to cut it up so far, each by the
 * syllable that is not finished yet: 'xi' may be the whole of 西 or the beginning of 先; '^x' is a name of which only the first
 * letter is written, as people do with those that come first.
 */
export const START = '/^'

/** The spelling after one more letter; null when these letters are no syllables. */
export function spell(spelling: string, letter: string): string | null {
  const found = steps.get(spelling + letter)
  if (found !== undefined) return found
  const next = new Set<string>()
  for (const part of partsOf(spelling)) {
    if (beginnings.has(part + letter)) next.add(part + letter)
    if (isWhole(part) && beginnings.has(letter)) next.add(letter)
    if (part.startsWith('^') && INITIALS.has(letter)) next.add(`^${letter}`)
  }
  const result = next.size === 0 ? null : `/${[...next].sort().join('/')}`
  steps.set(spelling + letter, result)
  return result
}

/** Whether the letters may end here: none of them belongs to a syllable that is not finished. */
export function isSpelled(spelling: string): boolean {
  return partsOf(spelling).some(isWhole)
}

const partsOf = (spelling: string): string[] => spelling.slice(1).split('/')
const isWhole = (part: string): boolean => part.startsWith('^') || whole.has(part)
const whole = new Set(syllables)
const beginnings = new Set(syllables.flatMap((syllable) => Array.from(syllable, (_, i) => syllable.slice(0, i + 1))))
const INITIALS = new Set('bpmfdtnlgkhjqxzcsryw')
// Few spellings are met, and each again and again.
const steps = new Map<string, string | null>()
