import { textRule } from '../rule.ts'

/** A day of the calendar, written 2021-08-15 or 20210815, and within the campaign where the field says so. */
export const date = textRule('date', (text, field, { window }) => {
  const day = isoDay(text)
  if (day === null) return 'BAD_DATE'
  // ISO days are ordered as texts.
  return field.rules.inWindow === true && (day < window.from || day > window.to) ? 'DATE_OUTSIDE_WINDOW' : null
})

/** The day as YYYY-MM-DD, or null when there is no such day. */
export function isoDay(text: string): string | null {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text)
  if (match === null) return null
  const iso = `${match[1]}-${match[2]}-${match[3]}`
  const day = new Date(`${iso}T00:00:00Z`)
  // 31 June is taken for 1 July.
  return Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== iso ? null : iso
}
