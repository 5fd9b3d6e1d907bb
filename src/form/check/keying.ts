import type { PageCheck } from '../check.ts'

// What one person types at a glance. A page of squared paper differs between any two people.
const MOST_CELLS = 26

/** Only what can be typed twice and compared is keyed twice: a line of characters, not a long text, a tick or a signature. */
export const checkKeying: PageCheck = (page, _form, report) => {
  for (const { id, kind, keying, cells = [] } of page.fields) {
    const line = kind === 'line' || ((kind === 'comb' || kind === 'grid') && cells.length <= MOST_CELLS)
    if (keying === 'twice' && !line) report('keying', id)
  }
}
