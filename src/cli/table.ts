/** Columns set out with spaces; Chinese characters take two columns of a terminal. Numbers stand right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows.map((row) => row.map(String))]
  const widths = head.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? ''))))
  const numeric = head.map((_, column) => rows.length > 0 && rows.every((row) => isNumber(row[column] ?? '')))
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(widths[column]! - widthOf(cell))
        return numeric[column] ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd()
  return [line(cells[0]!), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.slice(1).map(line)].join('\n')
}

export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += isWide(character.codePointAt(0)!) ? 2 : 1
  return width
}

// East Asian Wide and Fullwidth blocks that our sentences use (Unicode Standard Annex 11).
function isWide(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}

function isNumber(cell: string | number): boolean {
  return typeof cell === 'number' || /^[\d.,%–-]+$/.test(cell)
}
