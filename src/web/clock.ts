import { lang } from './preferences.ts'

/** `11-24 00:27` (this year) or `2020-11-24 00:27`, in the time of the place. */
export function dayAndTime(iso: string): string {
  const at = new Date(iso)
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
  return at.getFullYear() === new Date().getFullYear() ? day : `${at.getFullYear()}-${day}`
}

export function sizeWords(bytes: number): string {
  const format = (n: number, unit: string): string =>
    `${n.toLocaleString(lang.value === 'zh' ? 'zh-CN' : 'en', { maximumFractionDigits: 1 })} ${unit}`
  return bytes < 1e6 ? format(Math.max(1, Math.round(bytes / 1e3)), 'kB') : format(bytes / 1e6, 'MB')
}
