import { readFile } from 'node:fs/promises'
import { XianceError } from '../contract/errors.ts'
import type { Office } from '../contract/office.ts'
import type { Blobs, StoreReads } from '../contract/store.ts'
import { shrinkView } from '../intake/cropView.ts'
import { codeOf } from '../intake/sourceFile.ts'
import { arrivalViews } from './arrivalView.ts'
import { errorReport } from './errorReport.ts'
import { handFitView } from './fitByHand.ts'
import { heldPage } from './heldPage.ts'
import { cropImage, formFinder, groupSheet, listGroups } from './group.ts'
import { letterSummary, letterView, rolesOf } from './letterView.ts'
import { rescanList } from './rescanList.ts'
import { scoreReport } from './scoreReport.ts'
import { ownWork } from './ownWork.ts'
import { viewPath } from './workJob.ts'

export type OfficeReads = Pick<
  Office,
  | 'letters'
  | 'letter'
  | 'nextLetter'
  | 'groups'
  | 'groupSheet'
  | 'cropImage'
  | 'scores'
  | 'arrivals'
  | 'heldPages'
  | 'rescans'
  | 'handFit'
  | 'pageImage'
  | 'original'
  | 'errors'
  | 'ownWork'
>

/** The half of the office that only looks: an export beside the running service needs no more. */
export function officeReads(store: StoreReads, blobs: Blobs, views: string, clock = Date.now): OfficeReads {
  const form = formFinder(store)
  return {
    ownWork: (by) => ownWork(store, by, clock()),
    errors: (target) => errorReport(store, target, clock()),
    groups: () => listGroups(store, form),
    groupSheet: (query) => groupSheet(store, form, query),
    cropImage: (number) => cropImage(store, form, views, number),
    scores: () => scoreReport(store),
    async letters({ state, offset, limit }) {
      const [counts, letters] = await Promise.all([
        store.letterCounts(),
        store.letters({ ...(state === undefined ? {} : { state }), offset, limit }),
      ])
      const total = state === undefined ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[state]
      const claims = await store.claims(
        letters.map(({ id }) => id),
        clock(),
      )
      const holders = Object.fromEntries(claims.map(({ letter, person }) => [letter, person]))
      return { total, counts, letters: letters.map(letterSummary), holders }
    },
    async letter(id, by) {
      const letter = await store.letter(id)
      if (letter === null) throw new XianceError('LETTER_UNKNOWN', { letter: id })
      return letterView(store, letter, by ?? null)
    },
    nextLetter: async (after, by) =>
      store.nextLetterInReview({ after, by, roles: await rolesOf(store, by), now: clock() }),
    async arrivals(query) {
      const { total, arrivals } = await store.arrivals(query)
      return { total, arrivals: await arrivalViews(store, arrivals) }
    },
    async heldPages(query) {
      const { total, pages } = await store.pagesWithoutLetter(query)
      return { total, pages: await Promise.all(pages.map((page) => heldPage(store, page))) }
    },
    handFit: (id) => handFitView(store, id),
    rescans: () => rescanList(store),
    async pageImage(id, small = false) {
      const page = await store.page(id)
      if (page === null) throw new XianceError('PAGE_UNKNOWN', { page: id })
      if (page.view === null) throw new XianceError('PAGE_UNKNOWN', { page: id })
      try {
        const path = viewPath(views, id, page.view)
        const bytes = await readFile(path)
        return { bytes: small ? await shrinkView(bytes, SMALL_PX) : bytes, mime: 'image/jpeg' }
      } catch (error) {
        if (codeOf(error) === 'ENOENT') throw new XianceError('PAGE_UNKNOWN', { page: id }, { cause: error })
        throw error
      }
    },
    async original(id) {
      const arrival = await store.arrival(id)
      if (arrival === null || arrival.sha256 === null) throw new XianceError('ARRIVAL_UNKNOWN', { arrival: id })
      const blob = await store.blob(arrival.sha256)
      return {
        stream: await blobs.get(arrival.sha256),
        name: arrival.name,
        mime: blob?.mime ?? 'application/octet-stream',
      }
    },
  }
}

const SMALL_PX = 240
