import { beforeAll, describe, expect, it } from 'vitest'
import { mayHoldInk } from '../../src/read/mayHoldInk.ts'
import { fitted, goldenIdeas, type TestForm } from './fittedPages.ts'

let test: TestForm
beforeAll(async () => {
  test = await goldenIdeas()
})

describe('mayHoldInk', () => {
  it('says no of cells that nobody wrote in, whatever is printed round them', () => {
    const page = fitted(test.form, test.blanks, 2, test.blanks[1]!.data)
    for (const cell of ideaCells()) expect(mayHoldInk(page, cell)).toBe(false)
  })

  it('says yes of the faintest dot of a full stop in the corner of a cell', () => {
    const cell = ideaCells()[40]!
    const { pxPerMm, widthPx, data } = test.blanks[1]!
    const written = data.slice()
    // Half a millimetre of pencil as light as it gets, a millimetre from the frame.
    for (let y = 0; y < 0.5 * pxPerMm; y++)
      for (let x = 0; x < 0.5 * pxPerMm; x++)
        written[
          Math.round((cell.y + cell.h - 1.5) * pxPerMm + y) * widthPx + Math.round((cell.x + 1) * pxPerMm + x)
        ]! -= 50
    const page = fitted(test.form, test.blanks, 2, written)
    expect(mayHoldInk(page, cell)).toBe(true)
    expect(mayHoldInk(page, ideaCells()[41]!)).toBe(false)
  })
})

function ideaCells() {
  return test.form.layout.pages[1]!.fields.find(({ id }) => id === 'idea')!.cells!
}
