/** One press as text: `Ctrl+Enter`, `Alt+3`, `?`, `j`. Ctrl is also ⌘. Shift is named only with keys that have no own shifted sign. */
export function chordOf(
  press: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
  const key = nameOf(press)
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && key.length > 1 ? 'Shift' : '',
    key,
  ]
  return parts.filter((part) => part !== '').join('+')
}

/** A printable sign without a modifier: while typing it belongs to the text. */
export function isPrintable(chord: string): boolean {
  return chord.length === 1 || chord === 'Space'
}

/** As people read it on their keyboard. */
export function shownChord(chord: string): string {
  return chord
    .split('+')
    .map((part) => shownParts[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' + ')
}

const shownParts: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Backspace: '⌫',
  Delete: 'Del',
  PageDown: 'PgDn',
  PageUp: 'PgUp',
}

// With Alt some systems put another sign on a key: go by the place of the key there.
function nameOf({ key, code, altKey }: Pick<KeyboardEvent, 'key' | 'code' | 'altKey'>): string {
  if (key === ' ') return 'Space'
  if (altKey && /^(Digit|Key).$/.test(code)) return code.at(-1)!.toLowerCase()
  return key.length === 1 ? key.toLowerCase() : key
}
