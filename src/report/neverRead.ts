import type { FieldView } from '../contract/letter.ts'

/** The page of this field has not come, or failed: nobody knows what stands there. What waits for a second person leaves without its reading, too. */
export function neverRead(
  reading: object | null,
  how: FieldView['decision']['how'],
  waits: FieldView['waits'],
): boolean {
  return reading === null && how === 'none' && waits === undefined
}
