import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { App } from '../../src/api/app.ts'
import type { PageSteps } from '../../src/contract/pageSteps.ts'
import { stepsPath } from '../../src/pipeline/workJob.ts'
import { viewsFolder } from '../../src/pipeline/office.ts'
import { openQuickOffice, type QuickOffice } from '../faults/quickOffice.ts'
import { asPdf, serialOf, smallPage } from '../faults/smallPages.ts'
import { stackForms } from '../faults/smallStack.ts'
import { MACHINE, twiceForm } from '../faults/twiceForm.ts'
import { pagesOf, takeStack } from '../pipeline/stackFile.ts'
import { builtModule } from '../run/builtModules.ts'
import { appOver } from './appOver.ts'

const people = { clerk: ['clerk'], anna: ['reviewer'], boris: ['reviewer'], ada: ['analyst'] } as const
const asked = async (app: App, cookie: string, id: string) => {
  const answer = await app.inject({ url: `/api/pages/${id}/steps`, headers: { host: '127.0.0.1:8788', cookie } })
  return { status: answer.statusCode, payload: answer.payload, steps: answer.json<PageSteps>() }
}

/** What the machine saw, by the route a browser calls: kept with a page in trouble, drawn for any other, gone with the reading it was of. */
describe('the steps of a page in an office', () => {
  let office: QuickOffice
  let app: App
  let cookies: Record<string, string>
  beforeAll(async () => {
    office = await openQuickOffice({ forms: stackForms })
    ;({ app, cookies } = await appOver(office, people, null))
  }, 90_000)
  afterAll(async () => {
    expect(office.errors).toEqual([])
    await app.close()
    await office.remove()
  })
  const keptAt = (page: string, run: number): string => stepsPath(viewsFolder(office.folders.derived), page, run)

  it('are kept by the look that found the code unreadable, and drawn again for a page that was read', async () => {
    const [waybill, read, held] = await pagesOf(office, await takeStack(office, 'W0 a1 ?', 1))
    expect([0, 1].map((run) => existsSync(keptAt(read!.id, run)))).toEqual([false, false])
    expect(existsSync(keptAt(waybill!.id, 0))).toBe(false)
    expect(existsSync(keptAt(held!.id, 0))).toBe(true)

    const { status, steps } = await asked(app, cookies['clerk']!, held!.id)
    expect(status).toBe(200)
    expect(steps).toMatchObject({ kept: true, run: 0, before: read!.id, after: null, ink: null, crops: [] })
    const { seen } = steps
    expect(seen.missing).toEqual(['fitted', 'ink', 'crops'].map((step) => ({ step, why: 'PAGE_CODE_UNREADABLE' })))
    expect(seen.findings.map(({ finding }) => finding.code)).toContain('CODE_UNREADABLE')
    // The discs are drawn from 5 to 9 mm, 14.75 pixels a millimetre.
    const first = seen.fiducials.find(({ id }) => id === 'f0')!
    expect(first.state).toBe('found')
    expect(Math.hypot(first.foundPx!.x - 103.25, first.foundPx!.y - 103.25)).toBeLessThan(6)
    expect(Buffer.from(steps.scan!.jpeg, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))

    const drawn = (await asked(app, cookies['clerk']!, read!.id)).steps
    expect(drawn).toMatchObject({ kept: false, run: 1, page: { id: read!.id, state: 'placed' } })
    expect(drawn.seen.codePx).toHaveLength(8)
    // The small form has no blank to be taken away, and so it is said.
    expect(drawn.seen.missing.map(({ why }) => why)).toEqual(['BLANK_GONE', 'BLANK_GONE'])
    const label = (await asked(app, cookies['clerk']!, waybill!.id)).steps
    expect(label.seen.missing.map(({ why }) => why)).toEqual(['NOT_A_FORM', 'NOT_A_FORM', 'NOT_A_FORM'])
    expect((await asked(app, cookies['clerk']!, 'P-none')).status).toBe(404)
    expect((await asked(app, cookies['ada']!, read!.id)).status).toBe(403)
  }, 90_000)

  it('go with the picture of the look they were kept by', async () => {
    const [held] = await pagesOf(office, await takeStack(office, '?', 2))
    expect(existsSync(keptAt(held!.id, 0))).toBe(true)
    await office.office.retryPage(held!.id, 'clerk')
    await office.office.idle()
    expect(existsSync(keptAt(held!.id, 0))).toBe(false)
    // The quick reader keeps none: what is shown now is drawn, and says so.
    expect((await asked(app, cookies['clerk']!, held!.id)).steps).toMatchObject({ kept: false, run: 1 })
  }, 90_000)

  it('are drawn when the kept ones were damaged, and refused when the original is gone', async () => {
    const [held] = await pagesOf(office, await takeStack(office, '? _', 3))
    await writeFile(keptAt(held!.id, 0), (await readFile(keptAt(held!.id, 0))).subarray(0, 500))
    expect((await asked(app, cookies['clerk']!, held!.id)).steps).toMatchObject({ kept: false, run: 0 })
    await rm(keptAt(held!.id, 0))
    await rm(await office.blobs.path(held!.sha256))
    expect(await asked(app, cookies['clerk']!, held!.id)).toMatchObject({ status: 503 })
  }, 90_000)
})

/** C8 on this screen: as on the letter's own. */
describe('readings among the steps', () => {
  it('are told to whom the letter tells them, and not to who is to key blind', async () => {
    const office = await openQuickOffice({ forms: [twiceForm], readerModule: await builtModule('doubtfulReader') })
    const { app, cookies } = await appOver(office, people, null)
    try {
      const file = join(office.data, 'two.pdf')
      await writeFile(file, await asPdf([smallPage(serialOf(0), 1), smallPage(serialOf(0), 2)]))
      const [arrival] = await office.office.intakePaths([file])
      const [page] = await pagesOf(office, arrival!.id)
      const phoneOf = (steps: PageSteps) => steps.crops.find(({ field }) => field === 'phone')!

      const told = (await asked(app, cookies['anna']!, page!.id)).steps
      expect(phoneOf(told)).toMatchObject({ hidden: null, reading: { text: MACHINE.phone, confidence: 0.3 } })
      // Who was told what was read has seen the letter; who only saw its paper has not.
      expect(await office.store.hasSeen(page!.letter!, 'anna')).toBe(true)
      const paper = await asked(app, cookies['clerk']!, page!.id)
      expect(paper.steps.crops.every(({ hidden, reading }) => hidden === 'role' && reading === null)).toBe(true)
      expect(paper.payload).not.toContain(MACHINE.phone)
      expect(await office.store.hasSeen(page!.letter!, 'clerk')).toBe(false)

      const { revision } = (await office.office.letter(page!.letter!)).letter
      const first = { phone: '13812345678', mail: 'wang@example.cn' }
      const keyings = Object.entries(first).map(([field, value]) => ({ field, state: 'read' as const, value }))
      await office.office.save(page!.letter!, 'anna', { revision, key: 'anna-keyed-first', keyings })
      const blind = await asked(app, cookies['boris']!, page!.id)
      expect(phoneOf(blind.steps)).toMatchObject({ hidden: 'blind', reading: null })
      for (const secret of [...Object.values(MACHINE), ...Object.values(first)])
        expect(blind.payload).not.toContain(secret)
    } finally {
      await app.close()
      await office.remove()
    }
  }, 90_000)
})
