import { computed, effect, signal } from '@preact/signals'
import type { Lang } from '../locale/errorText.ts'
import { translate } from '../locale/translate.ts'

export type Theme = 'auto' | 'light' | 'dark'

export const lang = signal<Lang>(kept('xiance.lang', ['zh', 'en'], 'zh'))
export const theme = signal<Theme>(kept('xiance.theme', ['auto', 'light', 'dark'], 'auto'))
/** The words of the screens, in the language chosen. */
export const words = computed(() => translate(lang.value))

export function switchLanguage(): void {
  lang.value = lang.value === 'zh' ? 'en' : 'zh'
}

export function switchTheme(): void {
  const dark = theme.value === 'dark' || (theme.value === 'auto' && prefersDark())
  theme.value = dark ? 'light' : 'dark'
}

/** Writes language and theme to the document and keeps them for the next visit. */
export function applyPreferences(): void {
  effect(() => {
    const root = document.documentElement
    root.lang = lang.value === 'zh' ? 'zh-CN' : 'en'
    root.dataset['theme'] = theme.value
    localStorage.setItem('xiance.lang', lang.value)
    localStorage.setItem('xiance.theme', theme.value)
  })
}

function prefersDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches
}

function kept<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  const value = localStorage.getItem(key)
  return allowed.find((candidate) => candidate === value) ?? otherwise
}
