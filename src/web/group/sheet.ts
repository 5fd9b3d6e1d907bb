import type { Crop } from '../../contract/group.ts'

/** One screen of crops under a person's hand: which is in hand and which were taken out. Every move makes a new one. */
export interface Sheet {
  readonly crops: readonly Crop[]
  readonly hand: number
  readonly out: ReadonlySet<number>
  /** Of the save that will keep it; the same screen is one save however often it is sent. */
  readonly key: string
}

/** The least sure first, whatever they were read as: there the odd ones are, under the hand. */
export function layOut(crops: readonly Crop[], key: string): Sheet {
  return { crops: crops.toSorted((a, b) => a.score - b.score), hand: 0, out: new Set(), key }
}

/** `columns`: how many crops stand in a row on the screen. The hand stays on the sheet. */
export function moveHand(sheet: Sheet, across: number, down: number, columns: number): Sheet {
  const to = sheet.hand + across + down * columns
  return to < 0 || to >= sheet.crops.length ? sheet : { ...sheet, hand: to }
}

/** Out, or back among the others; the hand goes on, for odd ones are rarely alone. */
export function toggleOut(sheet: Sheet): Sheet {
  const crop = sheet.crops[sheet.hand]
  if (crop === undefined) return sheet
  const out = new Set(sheet.out)
  if (!out.delete(crop.id)) out.add(crop.id)
  return { ...sheet, out, hand: Math.min(sheet.hand + 1, sheet.crops.length - 1) }
}

/** What is sent: every crop is either confirmed or odd. */
export function verdict({ crops, out, key }: Sheet): { key: string; confirmed: number[]; odd: number[] } {
  const ids = crops.map(({ id }) => id)
  return { key, confirmed: ids.filter((id) => !out.has(id)), odd: ids.filter((id) => out.has(id)) }
}
