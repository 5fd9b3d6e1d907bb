import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Pixels of pages between their first look and their reading, so that a page is decoded once. A shortcut and nothing more: what is
 * not here is decoded again, and what a last run left is thrown away.
 */
export interface KeptDecodes {
  /** Where the first look at a page leaves its pixels; undefined while enough wait. */
  placeFor(page: string): string | undefined
  /** Where they lie, when the first look had a place. */
  placeOf(page: string): string | undefined
  /** They have been used, or the page will not be read now. */
  forget(page: string): Promise<void>
}

export async function openKeptDecodes(folder: string, clock: () => number): Promise<KeptDecodes> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  /** Page to when it was first looked at, oldest first. */
  const kept = new Map<string, number>()
  const fileOf = (page: string): string => join(folder, `${page}.grey`)
  const forget = async (page: string): Promise<void> => {
    // What cannot be removed is only disk: the next start throws it away.
    if (kept.delete(page)) await rm(fileOf(page), { force: true }).catch(() => undefined)
  }
  return {
    placeFor(page) {
      for (const [old, since] of kept) {
        if (clock() - since < KEPT_MS) break
        // It is held, or reading is paused.
        void forget(old)
      }
      if (kept.size >= MOST) return undefined
      kept.set(page, clock())
      return fileOf(page)
    },
    placeOf: (page) => (kept.has(page) ? fileOf(page) : undefined),
    forget,
  }
}

/** 9 MB a page at 300 dpi: half a gigabyte of disk, most of which is gone before the system writes it. */
const MOST = 60
const KEPT_MS = 600_000
