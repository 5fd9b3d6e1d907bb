import { signal } from '@preact/signals'
import type { KindScores, ScoreReport } from '../../contract/scores.ts'
import { routes } from '../../contract/routes.ts'
import { call } from '../call.ts'
import { failureWords, say } from '../notices.ts'

export const scores = signal<ScoreReport | null>(null)
/** The kind that is looked at; null: the first. */
export const chosenKind = signal<string | null>(null)
/** Bins, by kind, where a person has put the two thresholds. */
export const tried = signal<Readonly<Record<string, { readonly lower: number; readonly upper: number }>>>({})

export async function loadScores(): Promise<void> {
  try {
    scores.value = await call(routes.showScores)
  } catch (error) {
    say('problem', failureWords(error))
  }
}

/** Where the thresholds of a kind are now: as tried, else as the office judges. */
export function thresholdsOf(kind: KindScores): { readonly lower: number; readonly upper: number } {
  return tried.value[kind.kind] ?? { lower: 0, upper: standing(kind) }
}

/** The lowest bin from which on readings stand today: the first in which one does. */
function standing({ bins }: KindScores): number {
  const first = bins.findIndex(({ stood }) => stood > 0)
  return first < 0 ? bins.length : first
}

export function tryThreshold(kind: KindScores, which: 'lower' | 'upper', at: number): void {
  const now = thresholdsOf(kind)
  const next =
    which === 'lower' ? { lower: at, upper: Math.max(now.upper, at) } : { upper: at, lower: Math.min(now.lower, at) }
  tried.value = { ...tried.value, [kind.kind]: next }
}
