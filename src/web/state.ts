import { computed, signal } from '@preact/signals'
import type { ArrivalView, AsideHow, HeldPage } from '../contract/letter.ts'
import type { LetterList } from '../contract/office.ts'
import type { Person } from '../contract/people.ts'
import type { Operation } from '../contract/operation.ts'
import type { RescanEntry } from '../contract/rescan.ts'
import type { Failure, FormSummary } from '../contract/routes.ts'
import type { Conflict } from './desk/conflict.ts'
import type { Desk } from './desk/desk.ts'
import { fieldsLeft } from './desk/moves.ts'
import { addressed, type Place } from './place.ts'

/** What is said to the person, and to a screen reader. Gone after a while unless it is a `problem`. */
export interface Notice {
  readonly kind: 'done' | 'hint' | 'problem'
  readonly text: string
}
export interface Upload {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  /** Share sent, 0..1. */
  readonly sent: number
  readonly failure: Failure | null
  /** `lost`: the connection; it goes on by itself. */
  readonly state: 'waiting' | 'sending' | 'lost' | 'failed'
}

/** All that the components draw. Changed by `session.ts`, `lists.ts` and `live.ts` only. */
export const place = signal<Place>(addressed())
/** Who is signed in; null: nobody; undefined: not known yet. */
export const person = signal<Person | null | undefined>(undefined)
export const notice = signal<Notice | null>(null)
export const helpOpen = signal(false)
/** false while the event stream is down: what is shown may be old. */
export const online = signal(true)

export const letterList = signal<LetterList | null>(null)
export const listCursor = signal(0)

export const desk = signal<Desk | null>(null)
export const deskFailure = signal<Failure | null>(null)
export const conflict = signal<Conflict | null>(null)
export const conflictCursor = signal(0)
export const saving = signal(false)
/** Edits of an earlier visit were put back. */
export const draftRestored = signal(false)
/** What is being typed as the answer to a question (why, a note). */
export const answerText = signal('')
/** Where the letter will be laid once its note is typed. */
export const asideHow = signal<AsideHow | null>(null)
export const frozen = signal(false)
/** Page image shown; follows the field in hand unless a person chose another. */
export const shownPage = signal<string | null>(null)
/** Grows with each wish to see the whole page or to zoom; the pane does it. */
export const viewWish = signal<{ n: number; wish: 'whole' | 'follow' | number }>({ n: 0, wish: 'follow' })

export const arrivals = signal<{ total: number; arrivals: ArrivalView[] } | null>(null)
/** Row under the keys of the intake screen. */
export const intakeCursor = signal(0)
export const heldPages = signal<{ total: number; pages: HeldPage[] } | null>(null)
/** Pages of which a person kept another scan. */
export const chosenPages = signal<{ total: number; pages: HeldPage[] } | null>(null)
/** What has to be scanned again. */
export const rescans = signal<readonly RescanEntry[] | null>(null)
/** null until it is asked for. */
export const operation = signal<Operation | null>(null)
export const uploads = signal<readonly Upload[]>([])
export const forms = signal<readonly FormSummary[] | null>(null)

export const left = computed(() => (desk.value === null ? [] : fieldsLeft(desk.value)))
