import type { ByHand } from '../contract/handFit.ts'
import type { PageImage } from '../contract/image.ts'
import type { Reading } from '../contract/reading.ts'
import { applyHomography } from '../geometry/transform.ts'
import { registerByHand } from '../register/registerByHand.ts'
import { codeCorners } from '../register/roughPlace.ts'
import { seeForm } from '../register/seeForm.ts'
import { fitPage, type PageFit } from './fitPage.ts'
import type { FormShelf } from './formShelf.ts'

/**
 * A page of which a person said what it is, and perhaps where it lies. `sure` is false where nothing printed agrees with the hand: then everything that is
 * read is a proposal.
 */
export async function fitPageByHand(
  image: PageImage,
  { code, handles }: ByHand,
  forms: FormShelf,
): Promise<{ readonly fitted: PageFit; readonly sure: boolean }> {
  const known = await forms.find(code)
  if (typeof known === 'string')
    return { fitted: { state: 'held', reason: known, fit: null, diagnosis: null }, sure: true }
  const { layout, blanks, form } = known
  if (handles === null) {
    // What the code would have said of the place, the discs say roughly.
    const seen = seeForm(image, [form.layout])
    if (seen === null)
      return { fitted: { state: 'held', reason: 'PAGE_FIT_FAILED', fit: null, diagnosis: null }, sure: true }
    const corners = codeCorners(layout.code).map(({ x, y }) => applyHomography(seen.rough, x, y))
    const [a, b, c, d] = corners as [Corner, Corner, Corner, Corner]
    return { fitted: await fitPage(image, { cornersPx: [a, b, c, d] }, code, forms), sure: true }
  }
  const { pageSize } = form.layout
  const registered = registerByHand({ image, layout, pageSize, blanks }, handles)
  if (registered === null)
    return { fitted: { state: 'held', reason: 'PAGE_FIT_FAILED', fit: null, diagnosis: null }, sure: true }
  const { fit, blank, sure } = registered
  return { fitted: { state: 'fitted', page: { image, fit, blank, layout }, form }, sure }
}

interface Corner {
  readonly x: number
  readonly y: number
}

/** What was read through a fit that nothing confirms: never a value that stands by itself, also where nothing was read. */
export function asProposals(readings: Readonly<Record<string, Reading>>): Record<string, Reading> {
  return Object.fromEntries(
    Object.entries(readings).map(([field, reading]) => {
      if (reading.state === 'unclear' || reading.state === 'failed') return [field, reading]
      const value = reading.state === 'read' ? reading.value : ''
      const text = typeof value === 'string' ? value : value.join(',')
      const candidates = text === '' ? [] : [{ value: text, confidence: 0 }]
      return [field, { state: 'unclear', candidates, engine: reading.engine } satisfies Reading]
    }),
  )
}
