/**
 * A day as clerks type it: `20210810`, `2021-8-10`, `0810`, `8.10`, `8/10`; without a year the one of `near`, or the year before where that
 * would lie more than a month after it. null for anything that is no day.
 */
export function dayTyped(text: string, near: string): string | null {
  const plain = text.normalize('NFKC').trim()
  const whole = /^(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?$/.exec(plain)
  const short = /^(\d{1,2})[-./月](\d{1,2})日?$/.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain)
  if (short !== null) {
    const year = Number(near.slice(0, 4))
    const day = dayOf(year, Number(short[1]), Number(short[2]))
    return day !== null && Date.parse(day) > Date.parse(near) + MONTH_MS
      ? dayOf(year - 1, Number(short[1]), Number(short[2]))
      : day
  }
  if (whole === null || (whole[0].length < 8 && !/\D/.test(whole[0]))) return null
  return dayOf(Number(whole[1]), Number(whole[2]), Number(whole[3]))
}

function dayOf(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
  return real ? at.toISOString().slice(0, 10) : null
}

const MONTH_MS = 31 * 86_400_000
