import type { FindingCode, Side } from '../contract/finding.ts'

/** What is wrong with a scan, with what was measured of it, and what the clerk can do about it. */
export type FindingSentences = Readonly<Record<FindingCode, { readonly what: string; readonly advice: string }>>
export type SideWords = Readonly<Record<Side, string>>
