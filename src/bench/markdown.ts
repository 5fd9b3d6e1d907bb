/** A table whose first column is text and whose others are figures. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n')
}

/** `part` of `whole` in per cent; a dash where there is no whole. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : percent(part / whole, 1)
}

export function percent(value: number, digits: number): string {
  return `${(value * 100).toFixed(digits)} %`
}

/** A dash for what was not measured. */
export function number(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits)
}
