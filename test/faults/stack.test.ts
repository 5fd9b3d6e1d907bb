import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compareStack } from '../../src/bench/compareStack.ts'
import type { StackTruth } from '../../src/contract/stackTruth.ts'
import { planStack } from '../../src/paper/stack/planStack.ts'
import { openQuickOffice, type QuickOffice } from './quickOffice.ts'
import { smallStack, stackForms } from './smallStack.ts'

/** A mixed stack of a hundred letters, whole: real decoding, codes, bars, split and store; only handwriting is left out. */
describe('a seeded mixed stack of a hundred letters', () => {
  let office: QuickOffice
  let truth: StackTruth
  beforeAll(async () => {
    truth = planStack(100, 2021)
    office = await openQuickOffice({ forms: stackForms, settings: { XIANCE_FILE_MB: '100' } })
    const path = join(office.data, 'stack.tif')
    await mkdir(office.data, { recursive: true })
    await writeFile(path, await smallStack(truth))
    await office.office.intakePaths([path])
  }, 300_000)
  afterAll(() => office.remove())

  const rows = async () => {
    const [arrival] = await office.arrivals()
    return office.store.pagesOfArrivals([arrival!.id])
  }

  it('has every hard case in it', () => {
    const kinds = new Set(truth.sheets.map(({ what }) => what))
    expect([...kinds].toSorted()).toEqual(
      ['attachment', 'blank', 'code', 'divider', 'foreign', 'form', 'smudged', 'unreadable', 'waybill'].toSorted(),
    )
    expect(truth.letters.some(({ copyOf }) => copyOf !== null)).toBe(true)
    expect(new Set(truth.letters.map(({ version }) => version))).toEqual(new Set([1, 2]))
    expect(new Set(truth.sheets.map(({ turn }) => turn))).toEqual(new Set([0, 1, 2, 3]))
  })

  it('has every page on its letter or held for the right reason, none on another, no waybill on another letter', async () => {
    const letters = await office.store.letters({ offset: 0, limit: 10_000 })
    const found = compareStack(truth, await rows(), letters)
    expect(found.astray).toEqual([])
    expect(found.pagesOnWrongLetter).toBe(0)
    expect(found.heldWithReason).toBeGreaterThan(0)
  })

  it('counts every place of the file once, and gives each a part', async () => {
    const pages = await rows()
    expect(pages.map(({ index }) => index)).toEqual(truth.sheets.map((_, i) => i))
    expect(pages.every(({ part }) => part !== null)).toBe(true)
  })

  it('knows which way up each form page and mark lies', async () => {
    for (const [i, page] of (await rows()).entries()) {
      const { what, turn } = truth.sheets[i]!
      if (['form', 'code', 'divider', 'waybill'].includes(what)) expect(page.turn, `${i} ${what}`).toBe((4 - turn) % 4)
    }
  })

  it('carries the waybill and the code of ours to the envelopes of the letters', async () => {
    const { letters } = await office.office.letters({ offset: 0, limit: 200 })
    const known = letters.filter(({ waybill }) => waybill !== null)
    expect(known.length).toBeGreaterThan(truth.letters.filter(({ waybill }) => waybill !== null).length * 0.7)
  })
})
