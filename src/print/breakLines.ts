/**
 * Greedy line breaking for Chinese and English together: between Chinese characters, at spaces of English; no closing
 * mark starts a line and no opening mark ends one (GB/T 15834). A newline always breaks.
 */
export function breakLines(text: string, maxMm: number, widthOf: (part: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of wordsOf(paragraph)) {
      if (line !== '' && widthOf((line + word).trimEnd()) > maxMm) {
        lines.push(line.trimEnd())
        line = word.trimStart()
      } else line += word
    }
    return [...lines, line.trimEnd()]
  })
}

const CHINESE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/
const CLOSING = /[，。、；：！？）》」』】”’％,.;:!?)\]%]/
const OPENING = /[（《「『【“‘([]/

// The smallest parts that may stand at the start of a line.
function wordsOf(text: string): string[] {
  const words: string[] = []
  let previous = ''
  for (const character of text) {
    if (previous === '' || mayBreak(previous, character)) words.push(character)
    else words[words.length - 1] += character
    previous = character
  }
  return words
}

function mayBreak(previous: string, character: string): boolean {
  if (character === ' ' || CLOSING.test(character) || OPENING.test(previous)) return false
  return previous === ' ' || CHINESE.test(previous) || CHINESE.test(character)
}
