import { beforeAll, describe, expect, it } from 'vitest'
import type { Handle } from '../../src/contract/handFit.ts'
import type { PageImage } from '../../src/contract/image.ts'
import { mmToPx } from '../../src/geometry/transform.ts'
import { planPage } from '../../src/paper/scan/plan.ts'
import { randomOf } from '../../src/paper/random.ts'
import { pageToScan, warpOf } from '../../src/paper/scan/warp.ts'
import type { PaperLetter } from '../../src/paper/writeLetter.ts'
import { asProposals, fitPageByHand } from '../../src/pipeline/fitPageByHand.ts'
import type { FormShelf } from '../../src/pipeline/formShelf.ts'
import { registerByHand } from '../../src/register/registerByHand.ts'
import { findCode } from '../../src/sort/findCode.ts'
import type { TestForm } from '../read/fittedPages.ts'
import { goldenLetter } from './goldenLetter.ts'
import { plantedFaults } from './plantedFaults.ts'
import { plantedScan, type Fault } from './plantedScans.ts'

/** A page that the machine cannot fit, laid by hand; where it truly lies is known from the simulator. */
describe('a page fitted by hand', () => {
  let form: TestForm
  let letter: PaperLetter
  beforeAll(async () => {
    ;({ form, letter } = await goldenLetter())
  }, 120_000)

  const setting = { dpi: 300, mode: 'grey', backing: 252, canvasMm: { w: 210, h: 297 } } as const
  const shoot = (fault: Fault) => {
    const image = plantedScan(letter, 1, 'normal', 100, { ...fault, setting, plan: { ...fault.plan, streaks: 0 } })
    const plan = {
      ...planPage('normal', form.form.layout.pageSize, randomOf(100, 'planted').fork('plan')),
      ...fault.plan,
    }
    const warp = warpOf(form.form.layout.pageSize, plan, setting)
    return { image, truth: (x: number, y: number) => pageToScan(warp, x, y) }
  }
  // A hand is off by up to a millimetre, each time another way.
  const handlesAt = (truth: (x: number, y: number) => { x: number; y: number }, offPx = 9): Handle[] =>
    form.form.layout.pages[0]!.fiducials.map(({ id, xMm, yMm, sizeMm }, i) => {
      const { x, y } = truth(xMm + sizeMm / 2, yMm + sizeMm / 2)
      return { id, xPx: x + offPx * Math.cos(i * 2.4), yPx: y + offPx * Math.sin(i * 2.4) }
    })
  const register = (image: PageImage, handles: readonly Handle[]) =>
    registerByHand({ image, layout: form.form.layout.pages[0]!, pageSize: form.form.layout.pageSize, blanks: form.blanks }, handles) // prettier-ignore
  const worstMm = (
    fit: Parameters<typeof mmToPx>[0],
    truth: (x: number, y: number) => { x: number; y: number },
  ): number =>
    Math.max(
      ...form.form.layout.pages[0]!.fields.map(({ boxMm: { x, y, w, h } }) => {
        const [a, b] = [mmToPx(fit, x + w / 2, y + h / 2), truth(x + w / 2, y + h / 2)]
        return (Math.hypot(a.x - b.x, a.y - b.y) / 300) * 25.4
      }),
    )
  const gone: Fault = {
    sheet: ({ widthPx, data }, pxPerMm) => {
      for (const { xMm, yMm, sizeMm } of form.form.layout.pages[0]!.fiducials.slice(0, 9))
        for (let y = Math.round((yMm - 1) * pxPerMm); y < (yMm + sizeMm + 1) * pxPerMm; y++)
          data.fill(240, y * widthPx + Math.round((xMm - 1) * pxPerMm), y * widthPx + Math.round((xMm + sizeMm + 1) * pxPerMm)) // prettier-ignore
    },
  }

  it('lies where the print says although nine of eleven markers are gone', () => {
    const { image, truth } = shoot(gone)
    const registered = register(image, handlesAt(truth))!
    expect(registered.sure).toBe(true)
    expect(worstMm(registered.fit, truth)).toBeLessThan(0.3)
  }, 60_000)

  it('is not sure of itself when the hand lays it a centimetre beside', () => {
    const { image, truth } = shoot(gone)
    const off = handlesAt((x, y) => truth(x + 10, y + 4))
    expect(register(image, off)?.sure).toBe(false)
    expect(
      register(
        image,
        off.map((one) => ({ ...one, xPx: 5, yPx: 5 })),
      ),
    ).toBeNull()
  }, 60_000)

  it('is fitted by the machine when only the id was typed, for its discs are there', async () => {
    const { image, truth } = shoot(plantedFaults.CODE_UNREADABLE)
    expect(await findCode(image, 'quick')).toBeNull()
    const { layout } = form.form
    const { version, fingerprint, pages } = layout
    const code = { form: layout.form, version, fingerprint, page: 1, pages: pages.length, serial: null }
    const known = { form: { layout } as never, layout: pages[0]!, blanks: form.blanks }
    const shelf: FormShelf = { layouts: [layout], find: () => Promise.resolve(known) }
    const { fitted, sure } = await fitPageByHand(image, { code, handles: null }, shelf)
    expect([fitted.state, sure]).toEqual(['fitted', true])
    expect(fitted.state === 'fitted' ? worstMm(fitted.page.fit, truth) : 99).toBeLessThan(0.3)
  }, 60_000)
})

it('makes of every reading through a doubtful fit a proposal, of blank ones too', () => {
  const engine = 'test'
  const made = asProposals({
    name: { state: 'read', value: '张', confidence: 0.99, candidates: [], engine },
    topics: { state: 'read', value: ['a', 'b'], confidence: 0.99, candidates: [], engine },
    unit: { state: 'blank', confidence: 1, engine },
    phone: { state: 'failed', reason: 'x', engine },
  })
  expect(made).toEqual({
    name: { state: 'unclear', candidates: [{ value: '张', confidence: 0 }], engine },
    topics: { state: 'unclear', candidates: [{ value: 'a,b', confidence: 0 }], engine },
    unit: { state: 'unclear', candidates: [], engine },
    phone: { state: 'failed', reason: 'x', engine },
  })
})
