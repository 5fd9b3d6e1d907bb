import { afterAll, expect, it } from 'vitest'
import type { Reading } from '../../src/contract/reading.ts'
import type { TruthField } from '../../src/contract/truth.ts'
import { openEngines } from '../../src/read/engines/openEngines.ts'
import { readFields } from '../../src/read/readFields.ts'
import { asRead, isPlanted, plantedForm } from './decode/plantedForm.ts'
import { printedForm, scannedPages } from './scannedPages.ts'

const engines = await openEngines()
afterAll(() => engines.close())

/** Pages of the validation pool on which somebody made a slip in a name of the list, struck it out and wrote on in the next cell. */
const SEEDS = [8, 9, 11]

it('a character struck out in the name of an office or a place is passed over, and the name is known', async () => {
  const form = plantedForm()
  const paper = await printedForm(form)
  const struck: string[] = []
  for (const seed of SEEDS) {
    const { pages, truth } = await scannedPages(paper, { seed, severity: 'normal', pool: 'validation' })
    for (const page of pages) {
      const own = page.layout.fields
        .map(asRead)
        .filter(({ id }) => hasSlip(truth[id]!) && !isPlanted(valueOf(truth[id]!)))
      const { readings } = await readFields(
        { ...page, layout: { ...page.layout, fields: own } },
        { campaign: form.campaign },
        engines,
      )
      for (const { id } of own) {
        struck.push(id)
        expect(readings[id], `${seed} ${id}`).toMatchObject({ state: 'read', value: valueOf(truth[id]!) })
        expect(readings[id], `${seed} ${id}`).not.toMatchObject({ decoding: { reason: 'REJECTED' } })
        // A name is found by hundreds of candidates; a record holds ten.
        expect(mostCandidates(readings[id]!), `${seed} ${id}`).toBe(10)
      }
    }
  }
  expect(struck.length).toBeGreaterThanOrEqual(3)
}, 60_000)

const mostCandidates = (reading: Reading): number =>
  Math.max(...('characters' in reading ? (reading.characters ?? []) : []).map(({ candidates }) => candidates.length))
const hasSlip = ({ corrections = {} }: TruthField): boolean => Object.values(corrections).includes('struck')
const valueOf = ({ value }: TruthField): string => String(value)
