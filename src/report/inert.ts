/**
 * Text that no spreadsheet takes for a formula: what begins like one (also in full-width forms, or after a TAB, CR or
 * LF) gets an apostrophe before it. Source of the list: OWASP, "CSV Injection"; full-width forms because WPS and Excel in
 * Chinese accept them when a cell is edited.
 */
export function inert(text: string): string {
  return /^[\s\u00a0\u3000]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
}
