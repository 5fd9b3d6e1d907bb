import { call, CallFailed } from './call.ts'
import { routes, type Conflict as StaleAnswer } from '../contract/routes.ts'
import type { AsideHow, LetterView } from '../contract/letter.ts'
import { keyingsOf, type Editing } from '../review/editing.ts'
import { conflictOf } from './desk/conflict.ts'
import { openDesk, enterField, type Desk } from './desk/desk.ts'
import { dropDraft, keepDraft, restoreDraft } from './desk/draft.ts'
import { acceptLast, fieldsLeft, unexplained } from './desk/moves.ts'
import { ownShelf } from './people/signing.ts'
import { words } from './preferences.ts'
import { giveBack, nextFor } from './holding.ts'
import { hashOf } from './place.ts'
import { failureWords, say } from './notices.ts'
import {
  conflict,
  conflictCursor,
  desk,
  deskFailure,
  draftRestored,
  place,
  saving,
  shownPage,
  viewWish,
} from './state.ts'

/** The letter that will be asked for next, fetched while the person works on this one. */
let ahead: { after: string; view: Promise<LetterView | null> } | null = null
/** The key of a save is kept until its outcome is known, so that a repeated save is one save. */
let pending: { editing: Editing; key: string } | null = null
/** Pressing save again on this very state saves although doubtful fields are left. */
let warned: Editing | null = null

export async function openLetter(id: string): Promise<void> {
  if (desk.value?.view.letter.id !== id) desk.value = null
  deskFailure.value = null
  conflict.value = null
  try {
    show(await letterAhead(id))
  } catch (error) {
    if (!isPlace(id)) return
    if (error instanceof CallFailed && error.failure !== null) deskFailure.value = error.failure
    say('problem', failureWords(error))
  }
}

/** Every change of the desk goes through here: the draft is kept and the page follows the hand. */
export function move(to: Desk): void {
  const from = desk.value
  // A question takes the number keys: what was being typed in lets go of them before it is drawn.
  if (to.asking !== null && from?.asking === null && document.activeElement instanceof HTMLElement)
    document.activeElement.blur()
  desk.value = to
  if (from?.editing !== to.editing) keepDraft(ownShelf(), to.view.letter, to.editing)
  if (from?.cursor.field !== to.cursor.field) follow(to)
}

/** `whole`: the text in hand is accepted with all that is doubtful in it. */
export async function save(whole = false): Promise<void> {
  if (desk.value === null || saving.value || conflict.value !== null) return
  const now = acceptLast(desk.value, whole)
  if (now !== desk.value) move(now)
  if (now.asking !== null) return
  const silent = unexplained(now)
  if (silent !== undefined) return move({ ...enterField(now, silent.id), asking: 'why', choosing: false })
  const left = fieldsLeft(now)
  if (left.length > 0 && warned !== now.editing) {
    warned = now.editing
    say('hint', words.value('letter.stillDoubtful', { n: left.length }))
    move(enterField(now, left[0]!.id))
    return
  }
  const keyings = keyingsOf(now.editing)
  const { id, revision } = now.view.letter
  if (keyings.length === 0) return goNext(id)
  if (pending?.editing !== now.editing) pending = { editing: now.editing, key: crypto.randomUUID() }
  saving.value = true
  const saved = call(routes.saveLetter, { params: { id }, body: { revision, key: pending.key, keyings } })
  // Asked for along with the save: the next letter is there when the answer is.
  const next = nextFor(id)
  try {
    await saved
    dropDraft(ownShelf(), now.view.letter)
    pending = null
    say('done', words.value('letter.saved'))
    await goNext(id, next)
  } catch (error) {
    giveBack(next)
    if (error instanceof CallFailed && error.status === 409) {
      const { theirs } = error.answer as StaleAnswer
      pending = null
      // Held by somebody else, whom the letter names; what was typed stays as a draft.
      if (theirs.letter.revision === revision) say('problem', failureWords(error))
      else stale(now, keyings, theirs)
    } else say('problem', failureWords(error))
  } finally {
    saving.value = false
  }
}

/** The service answers again: a save whose answer never came is asked once more, with its key. */
export function saveAgain(): void {
  if (pending !== null && desk.value?.editing === pending.editing) void save()
}

export function discardDraft(): void {
  const now = desk.value
  if (now === null) return
  dropDraft(ownShelf(), now.view.letter)
  draftRestored.value = false
  move(openDesk(now.view))
}

/** Out of the way with a note; what was keyed and not saved stays as a draft of the letter. */
export async function layAside(how: AsideHow, note: string): Promise<void> {
  const view = await tellAside(how, note)
  if (view === null) return
  say('done', words.value(`aside.done.${how}`))
  await goNext(view.letter.id)
}

export async function takeBack(): Promise<void> {
  const view = await tellAside(null, '')
  if (view === null) return
  say('done', words.value('aside.takenBack'))
  show(view)
}

async function tellAside(how: AsideHow | null, note: string): Promise<LetterView | null> {
  const now = desk.value
  if (now === null || saving.value) return null
  const { letter } = now.view
  saving.value = true
  try {
    const body = { revision: letter.revision, how, note }
    const view = await call(routes.setAside, { params: { id: letter.id }, body })
    dropDraft(ownShelf(), letter)
    keepDraft(ownShelf(), view.letter, now.editing)
    ahead = null
    return view
  } catch (error) {
    say('problem', failureWords(error))
    return null
  } finally {
    saving.value = false
  }
}

/** Has the machine read all pages again; what people keyed stays, and the desk is laid anew when it is done. */
export async function reread(): Promise<void> {
  const id = desk.value?.view.letter.id
  if (id === undefined) return
  try {
    await call(routes.rereadLetter, { params: { id } })
    say('hint', words.value('letter.rereading'))
  } catch (error) {
    say('problem', failureWords(error))
  }
}

/** To the next letter that needs a person; to the list when there is none. */
export async function goNext(after: string | null, asked = nextFor(after)): Promise<void> {
  try {
    let next = await asked
    // Asked for before its save was written, the letter itself was still the next.
    if (next !== null && next === after) next = await nextFor(after)
    if (next === null || next === after) {
      ahead = null
      location.hash = hashOf({ screen: 'letters', state: 'review' })
      if (next === null) say('done', words.value('letters.done'))
      return
    }
    location.hash = hashOf({ screen: 'letter', id: next })
  } catch (error) {
    say('problem', failureWords(error))
  }
}

/** Somebody changed a letter: what was fetched ahead may be old. */
export function letterChanged(id: string): void {
  const open = desk.value
  if (ahead !== null && ahead.after !== id) ahead = null
  // Pages that came in late are shown at once unless the person has begun; then the save will tell.
  if (open !== null && open.view.letter.id === id && open.editing.done.length === 0 && !saving.value) void refresh(id)
}

async function refresh(id: string): Promise<void> {
  const view = await call(routes.showLetter, { params: { id } }).catch(() => null)
  const open = desk.value
  if (view === null || open?.view.letter.id !== id || open.editing.done.length > 0) return
  if (view.letter.revision === open.view.letter.revision) return
  const fresh = openDesk(view)
  move(view.fields.some((field) => field.id === open.cursor.field) ? { ...fresh, cursor: open.cursor } : fresh)
}

async function letterAhead(id: string): Promise<LetterView> {
  const fetched = await ahead?.view
  return fetched?.letter.id === id ? fetched : call(routes.showLetter, { params: { id } })
}

function isPlace(id: string): boolean {
  return place.value.screen === 'letter' && place.value.id === id
}

/** Not where the person has gone on meanwhile: under the address of one letter no other is drawn. */
function show(view: LetterView): void {
  if (!isPlace(view.letter.id)) return
  const fresh = openDesk(view)
  const restored = restoreDraft(ownShelf(), view.letter, fresh.editing)
  draftRestored.value = restored !== null
  warned = null
  pending = null
  desk.value = restored === null ? fresh : { ...fresh, editing: restored }
  follow(desk.value)
  fetchAhead(view.letter.id)
}

function stale(mine: Desk, keyings: ReturnType<typeof keyingsOf>, theirs: LetterView): void {
  conflict.value = conflictOf(mine, keyings, theirs)
  conflictCursor.value = 0
}

function follow({ view, cursor }: Desk): void {
  const field = view.fields.find(({ id }) => id === cursor.field)
  if (field?.pageId !== null && field !== undefined) shownPage.value = field.pageId
  viewWish.value = { n: viewWish.value.n + 1, wish: 'follow' }
}

function fetchAhead(after: string): void {
  const view = fetchNext(after)
  ahead = { after, view }
}

async function fetchNext(after: string): Promise<LetterView | null> {
  const next = await call(routes.nextLetter, { query: { after } }).catch(() => null)
  if (next === null || next.letter === null || next.letter === after) return null
  const view = await call(routes.showLetter, { params: { id: next.letter } }).catch(() => null)
  // Pictures are the slow part: have them decoded before they are asked for.
  for (const page of view?.pages ?? []) if (page.image !== null) new Image().src = page.image
  return view
}
