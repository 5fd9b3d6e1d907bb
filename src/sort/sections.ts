import type { StackMark } from '../contract/stackMark.ts'
import type { StackPage } from './planSplit.ts'

/**
 * Pages from one mark to the next. `start`: the file begins without one; `doubt`: something that may be a mark and cannot be read; `cover`: the pages that
 * carry the mark, with their other sides.
 */
export interface Section {
  readonly opened: 'start' | 'waybill' | 'separator' | 'doubt'
  readonly marks: readonly StackMark[]
  readonly cover: ReadonlySet<string>
  readonly pages: readonly StackPage[]
}

/** Cuts a stack at its marks. The same mark again (a label on both sides, an envelope scanned twice in a row) does not begin another envelope. */
export function sectionsOf(pages: readonly StackPage[]): Section[] {
  const sections: { opened: Section['opened']; marks: StackMark[]; cover: Set<string>; pages: StackPage[] }[] = []
  for (const page of pages) {
    const { seen } = page
    const last = sections.at(-1)
    if (seen.shows === 'mark') {
      const plain = seen.marks.filter(({ mark }) => mark !== 'separator')
      const same = last !== undefined && plain.some((mark) => last.marks.some((other) => sameMark(mark, other)))
      if (same) {
        last.pages.push(page)
        last.cover.add(page.id)
        for (const mark of plain) if (!last.marks.some((other) => sameMark(mark, other))) last.marks.push(mark)
      } else
        sections.push({
          opened: plain.length === 0 ? 'separator' : 'waybill',
          marks: [...plain],
          cover: new Set([page.id]),
          pages: [page],
        })
      continue
    }
    if (seen.shows === 'barred' || (seen.shows === 'refused' && seen.reason !== 'PAGE_RESOLUTION_TOO_LOW')) {
      // The other side of a sheet that was read as a mark is no mark of its own.
      if (isBackOfCover(page, last)) {
        last!.pages.push(page)
        last!.cover.add(page.id)
      } else if (pages.length > 1) sections.push({ opened: 'doubt', marks: [], cover: new Set(), pages: [page] })
      else sections.push({ opened: 'start', marks: [], cover: new Set(), pages: [page] })
      continue
    }
    if (last === undefined) sections.push({ opened: 'start', marks: [], cover: new Set(), pages: [page] })
    else {
      last.pages.push(page)
      if (isBackOfCover(page, last) && seen.shows !== 'form') last.cover.add(page.id)
    }
  }
  return sections
}

function isBackOfCover(page: StackPage, section: { readonly cover: ReadonlySet<string> } | undefined): boolean {
  return page.otherSide !== null && section !== undefined && section.cover.has(page.otherSide)
}

function sameMark(a: StackMark, b: StackMark): boolean {
  if (a.mark === 'waybill') return b.mark === 'waybill' && a.waybill === b.waybill
  return a.mark === 'code' && b.mark === 'code' && a.code === b.code
}
