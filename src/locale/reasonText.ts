import type { FieldReason, FileReason, PageReason } from '../contract/reasons.ts'

export type Reason = FileReason | PageReason | FieldReason
/** The compiler demands a sentence and an advice for each reason there is. */
export type ReasonSentences = Readonly<Record<Reason, { readonly what: string; readonly advice: string }>>
