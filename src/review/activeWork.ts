/** A longer pause is no work: the telephone, lunch, another task. */
export const PAUSE_MS = 5 * 60_000

/**
 * Hours at work, from the times at which something was saved: what lies between two saves that are no longer apart than a pause. The work before the
 * first save after a pause is taken as long as the work before the others was on the average.
 */
export function activeHours(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b)
  const gaps = sorted.slice(1).map((time, i) => time - sorted[i]!)
  const worked = gaps.filter((gap) => gap <= PAUSE_MS)
  if (worked.length === 0) return 0
  const sum = worked.reduce((all, gap) => all + gap, 0)
  const begun = sorted.length - worked.length
  return (sum + begun * (sum / worked.length)) / HOUR_MS
}

/** So many an hour; null while there is too little time to say. */
export function perHour(count: number, hours: number): number | null {
  return hours < LEAST_HOURS ? null : count / hours
}

const HOUR_MS = 3_600_000
// A quarter of an hour: below it one hard letter makes the figure.
const LEAST_HOURS = 0.25
