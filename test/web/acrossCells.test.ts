import { describe, expect, it } from 'vitest'
import type { Decision } from '../../src/contract/letter.ts'
import { fieldState, keyingsOf } from '../../src/review/editing.ts'
import { openDesk } from '../../src/web/desk/desk.ts'
import { inkBoxHere, openPlaces } from '../../src/web/desk/doubts.ts'
import * as keying from '../../src/web/desk/keying.ts'
import { cellsOf, field, letterView, readText } from './view.ts'

const boxAt = (place: number) => ({ x: 20 + 4 * place, y: 40, w: 3, h: 4 })

describe('text that was stuck over the cells', () => {
  // Five characters over four cells.
  const reading = readText('为群众?办事')
  if (reading.state !== 'read') throw new Error('nothing was read')
  const characters = reading.characters!.map((one) => ({ ...one, boxMm: boxAt(one.cell) }))
  const title = field('title', { kind: 'grid', cells: cellsOf(4), reading: { ...reading, characters } })
  const desk = openDesk(letterView([title]))
  const shown = desk.view.fields[0]!

  it('is a line on the desk, longer than the cells and with the ink of each character', () => {
    expect(shown).toMatchObject({ kind: 'line', cells: [] })
    expect(fieldState(desk.editing, 'title')).toMatchObject({ value: reading.value, cells: null })
    expect(openPlaces(desk, shown)).toEqual([2])
    expect(inkBoxHere(desk, shown, 2)).toEqual(boxAt(2))
  })

  it('has the candidates of a digit of a date at that digit', () => {
    const day = readText('2021?0820')
    if (day.state !== 'read') throw new Error('nothing was read')
    const digits = day.characters!.map((one) => ({
      ...one,
      boxMm: boxAt(one.cell),
      confidence: one.cell === 4 ? 0.3 : 1,
    }))
    const date = field('day', { decoder: 'date', kind: 'comb', cells: cellsOf(8) })
    const read = { ...day, value: '2021-08-20', characters: digits }
    const dated = openDesk(letterView([{ ...date, reading: read, decision: { ...date.decision, value: null } }]))
    expect(openPlaces(dated, dated.view.fields[0]!)).toEqual([5])
    expect(inkBoxHere(dated, dated.view.fields[0]!, 9)).toEqual(boxAt(7))
  })

  it('stays a line once it was keyed, and a text whose cells hold it stays in them', () => {
    const keyed = (value: string): Decision => ({ field: 'title', how: 'person', state: 'read', value, reasons: [] })
    const shownAs = (given: typeof title) => openDesk(letterView([given])).view.fields[0]!.kind
    expect(shownAs({ ...title, reading: null, decision: keyed('为群众多办事') })).toBe('line')
    const crowded = readText('为群众办')
    if (crowded.state !== 'read') throw new Error('nothing was read')
    const cells = crowded.characters!.map((one) => (one.cell === 3 ? { ...one, value: '多办' } : one))
    const full = { ...crowded, value: '为群众多办', characters: cells }
    expect(shownAs({ ...title, reading: full, decision: { ...keyed('为群众多办'), how: 'none' } })).toBe('grid')
  })

  it('keeps all of it when one character is corrected', () => {
    const corrected = keying.typeLine(desk, '为群众多办事', 4)
    expect(keyingsOf(corrected.editing)).toEqual([{ field: 'title', state: 'read', value: '为群众多办事' }])
  })
})
