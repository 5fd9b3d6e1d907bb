import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FieldView } from '../../src/contract/letter.ts'
import { fieldState, keyingsOf } from '../../src/review/editing.ts'
import { cellBeside, cellRows } from '../../src/web/desk/cellRows.ts'
import { enterField, openDesk, type Desk } from '../../src/web/desk/desk.ts'
import { candidatesHere, inkBoxHere, openPlaces } from '../../src/web/desk/doubts.ts'
import * as keying from '../../src/web/desk/keying.ts'
import * as moves from '../../src/web/desk/moves.ts'
import { cellsOf, choice, field, letterView, readText } from './view.ts'

const state = (desk: Desk, id = desk.cursor.field) => fieldState(desk.editing, id)
const find = (desk: Desk, id: string): FieldView => desk.view.fields.find((f) => f.id === id)!
const grid = field('idea', { kind: 'grid', cells: cellsOf(4, 2), reading: readText('湖?南省?好') })
const line = field('unit', { reading: readText('长沙?市') })
const comb = field('phone', { kind: 'comb', decoder: 'digits', cells: cellsOf(4), reading: readText('13?57') })
const topics = choice('topics', ['a', 'b', 'c'], ['b'])
const party = choice('party', ['one', 'two'], ['one'], 1)
const sure = field('sure', {
  needsPerson: false,
  reading: readText('好'),
  decision: { field: 'sure', how: 'machine', state: 'read', value: '好', reasons: [] },
})

describe('opening a letter', () => {
  it('puts the hand on the first doubtful character of the first field that needs a person', () => {
    const desk = openDesk(letterView([sure, line]))
    expect(desk.cursor).toEqual({ field: 'unit', place: 1 })
    expect(desk.choosing).toBe(true)
    expect(candidatesHere(desk, line, 1).map(({ value }) => value)).toEqual(['沙', '潮', '胡'])
  })

  it('sends nothing for a letter that was only looked at', () => {
    const desk = moves.besideField(openDesk(letterView([grid, line, topics])), 1)
    expect(keyingsOf(desk.editing)).toEqual([])
  })

  it('leaves two characters in the cell they were read from, and stands on it', () => {
    const reading = readText('我们?想')
    if (reading.state !== 'read') throw new Error('nothing was read')
    const characters = reading.characters!.map((one) => (one.cell === 1 ? { ...one, value: '们也' } : one))
    const crowded = field('idea', {
      kind: 'grid',
      cells: cellsOf(6),
      reading: { ...reading, value: '我们也想', characters },
    })
    const desk = openDesk(letterView([crowded]))
    expect(state(desk).cells).toEqual(['我', '们也', '想', '', '', ''])
    expect(desk.cursor.place).toBe(1)
    expect(keyingsOf(moves.acceptField(desk).desk.editing)).toEqual([
      { field: 'idea', state: 'read', value: '我们也想' },
    ])
  })

  it('sets text into the cells it was read from', () => {
    const gaps = field('phone', { kind: 'comb', cells: cellsOf(6), reading: readText('12', [1, 4]) })
    expect(state(openDesk(letterView([gaps]))).cells).toEqual(['', '1', '', '', '2', ''])
  })
})

describe('accepting', () => {
  it('takes one key a field and goes to the next that needs a person', () => {
    let desk = openDesk(letterView([line, sure, comb]))
    desk = moves.acceptField(desk).desk
    expect(desk.cursor).toEqual({ field: 'phone', place: 1 })
    const last = moves.acceptField(desk)
    expect(last.said).toBe('nothingLeft')
    expect(keyingsOf(last.desk.editing)).toEqual([
      { field: 'unit', state: 'read', value: '长沙市' },
      { field: 'phone', state: 'read', value: '1357' },
    ])
  })

  it('goes from doubt to doubt in a grid, and on after the last', () => {
    let desk = openDesk(letterView([grid, line]))
    expect(desk.cursor.place).toBe(0)
    desk = moves.acceptPlace(desk).desk
    expect(desk.cursor).toEqual({ field: 'idea', place: 2 })
    expect(moves.fieldsLeft(desk).map(({ id }) => id)).toEqual(['idea', 'unit'])
    desk = moves.acceptPlace(desk).desk
    expect(desk.cursor.field).toBe('unit')
    expect(moves.fieldsLeft(desk).map(({ id }) => id)).toEqual(['unit'])
  })

  it('does not let what nobody read pass as illegible by mere acceptance', () => {
    const unread = field('unit', { reading: { state: 'unclear', candidates: [], engine: 'test' } })
    const desk = openDesk(letterView([unread]))
    const { said, desk: after } = moves.acceptField(desk)
    expect(said).toBe('needsValue')
    expect(keyingsOf(after.editing)).toEqual([])
    expect(keyingsOf(keying.markIllegible(after).editing)).toEqual([{ field: 'unit', state: 'unclear', value: null }])
    expect(keyingsOf(keying.markBlank(after).editing)).toEqual([{ field: 'unit', state: 'blank', value: null }])
  })

  it('leaves a field alone whose page has not come', () => {
    const absent = field('late', { pageId: null, kind: 'grid', cells: cellsOf(4) })
    const desk = enterField(openDesk(letterView([absent])), 'late')
    for (const act of [
      keying.markBlank,
      keying.markIllegible,
      (d: Desk) => keying.typeCells(d, '好'),
      (d: Desk) => moves.acceptField(d).desk,
    ])
      expect(keyingsOf(act(desk).editing)).toEqual([])
    expect(moves.fieldsLeft(desk)).toEqual([])
  })
})

describe('a rule', () => {
  const phone = field('phone', { kind: 'comb', decoder: 'telephone', cells: cellsOf(11), reading: readText('1234') })

  it('is overridden only with a reason, which is sent along and asked for again when the value changes', () => {
    const { desk, said } = moves.acceptField(openDesk(letterView([phone])))
    expect([said, desk.asking]).toEqual(['why', 'why'])
    expect(moves.fieldsLeft(desk)).toHaveLength(1)
    const answered = moves.answerWhy(desk, 'AS_WRITTEN')
    expect(answered.said).toBe('nothingLeft')
    expect(keyingsOf(answered.desk.editing)).toEqual([
      { field: 'phone', state: 'read', value: '1234', why: 'AS_WRITTEN' },
    ])
    const typed = keying.typeCells(answered.desk, '5')
    expect(moves.acceptField(typed).said).toBe('why')
    expect(state(moves.undoOnDesk(typed)).why).toBe('AS_WRITTEN')
  })

  it('asks nothing where nobody can read it, and nothing twice where it does not concern the citizen', () => {
    const required = { ...phone, rules: { required: true } }
    const desk = openDesk(letterView([required]))
    expect(moves.acceptField(keying.markIllegible(desk)).said).toBe('nothingLeft')
    expect(moves.acceptField(keying.markBlank(desk)).said).toBe('why')
    expect(moves.acceptField(keying.markNotApplicable(desk)).said).toBe('nothingLeft')
  })
})

describe('what stood before', () => {
  it('is put back into its cells, person or machine, and can be undone', () => {
    const keyed = field('unit', {
      kind: 'comb',
      cells: cellsOf(4),
      reading: readText('甲乙'),
      keyings: [{ id: 'K-1', field: 'unit', state: 'read', value: '丙', by: 'wang', at: '2021-08-01T00:00:00Z' }],
      decision: { field: 'unit', how: 'person', state: 'read', value: '丙', reasons: [] },
    })
    const desk = openDesk(letterView([keyed]))
    expect(keying.earlierValues(keyed).map(({ by, value }) => [by, value])).toEqual([
      ['wang', '丙'],
      [null, '甲乙'],
    ])
    const back = keying.revert(desk, 2)
    expect(state(back)).toMatchObject({ value: '甲乙', cells: ['甲', '乙', '', ''], seen: true })
    expect(state(moves.undoOnDesk(back)).value).toBe('丙')
    expect(keying.revert(desk, 3)).toBe(desk)
  })
})

describe('candidates', () => {
  it('replace the character in hand and go to the next doubt', () => {
    const desk = keying.choose(openDesk(letterView([grid])), 2)
    expect(state(desk).value).toBe('潮南省好')
    expect(desk.cursor.place).toBe(2)
    expect(openPlaces(desk, grid)).toEqual([2])
    // The rest is still open, so the field is not settled, but what was chosen is sent all the same.
    expect(moves.isSettled(desk, grid)).toBe(false)
    expect(keyingsOf(desk.editing)).toEqual([{ field: 'idea', state: 'read', value: '潮南省好' }])
    expect(keying.choose(desk, 9)).toBe(desk)
  })

  it('stay with their character when a line grows before it', () => {
    const desk = keying.typeLine(openDesk(letterView([line])), '湖南长沙市', 2)
    expect(openPlaces(desk, line)).toEqual([3])
    expect(candidatesHere(desk, line, 3).map(({ value }) => value)).toContain('潮')
    expect(candidatesHere(desk, line, 0)).toEqual([])
  })

  it('show where the ink of their character stands, also when a line grows before it', () => {
    const boxMm = { x: 31, y: 22, w: 6, h: 7 }
    const reading = readText('长沙?市')
    if (reading.state !== 'read') throw new Error('nothing was read')
    const characters = reading.characters!.map((one) => (one.cell === 1 ? { ...one, boxMm } : one))
    const placed = field('unit', { reading: { ...reading, characters } })
    expect(inkBoxHere(openDesk(letterView([placed])), placed, 1)).toEqual(boxMm)
    const grown = keying.typeLine(openDesk(letterView([placed])), '湖南长沙市', 2)
    expect(inkBoxHere(grown, placed, 3)).toEqual(boxMm)
    expect(inkBoxHere(grown, placed, 1)).toBeNull()
    // A cell has its box in the layout.
    expect(inkBoxHere(openDesk(letterView([grid])), grid, 0)).toBeNull()
  })

  it('of a character that was typed over are gone', () => {
    expect(openPlaces(keying.typeLine(openDesk(letterView([line])), '长砂市', 2), line)).toEqual([])
  })
})

describe('typing in cells', () => {
  it('replaces and moves on; what an input method sends at once fills as many cells', () => {
    const desk = keying.typeCells(openDesk(letterView([grid])), '关于')
    expect(state(desk).value).toBe('关于省好')
    expect(desk.cursor.place).toBe(2)
    expect(desk.choosing).toBe(false)
  })

  it('erases as text does: the cell, then the one before', () => {
    let desk = openDesk(letterView([comb]))
    desk = keying.eraseCell(desk, true)
    expect(state(desk).cells).toEqual(['1', '', '5', '7'])
    desk = keying.eraseCell(desk, true)
    expect(state(desk).cells).toEqual(['', '', '5', '7'])
    desk = keying.pullCells({ ...desk, cursor: { field: 'phone', place: 0 } })
    expect(state(desk).cells).toEqual(['', '5', '7', ''])
    desk = keying.pushCells({ ...desk, cursor: { field: 'phone', place: 1 } })
    expect(state(desk).cells).toEqual(['', '', '5', '7'])
  })

  it('writes a date as everywhere else', () => {
    const date = field('date', { kind: 'comb', decoder: 'date', cells: cellsOf(8) })
    const read = { ...date, reading: { ...readText('20210815'), value: '2021-08-15' } } as FieldView
    const desk = openDesk(letterView([read]))
    expect(state(desk).cells!.join('')).toBe('20210815')
    const typed = keying.typeCells({ ...desk, cursor: { field: 'date', place: 6 } }, '31')
    expect(state(typed).value).toBe('2021-08-31')
    expect(state(keying.eraseCell(typed, false)).value).toBe('2021083')
  })
})

describe('ticks', () => {
  it('are the same value however they were made', () => {
    const desk = openDesk(letterView([topics]))
    const one = keying.toggleOption(keying.toggleOption(desk, 2), 0)
    const two = keying.toggleOption(keying.toggleOption(desk, 0), 2)
    expect(state(one).value).toEqual(['a', 'b', 'c'])
    expect(state(one)).toEqual(state(two))
    const none = [0, 1, 2].reduce((d, i) => keying.toggleOption(d, i), one)
    expect(state(none)).toMatchObject({ state: 'blank', value: null })
  })

  it('replace each other where one answer is allowed', () => {
    expect(state(keying.toggleOption(openDesk(letterView([party])), 1)).value).toEqual(['two'])
  })

  it('start at the doubtful box', () => {
    const marks = ['a', 'b', 'c'].map((option) => ({
      option,
      state: option === 'c' ? ('doubtful' as const) : ('empty' as const),
      ink: 0.1,
      confidence: 0.5,
    }))
    const doubtful = { ...topics, reading: { ...topics.reading!, marks } } as FieldView
    const desk = openDesk(letterView([doubtful]))
    expect(desk.cursor.place).toBe(2)
    expect(openPlaces(desk, doubtful)).toEqual([2])
  })
})

it('undoes back to what came and redoes to what was, after any run of moves', () => {
  const acts: ((desk: Desk) => Desk)[] = [
    (d) => keying.typeCells(d, '好'),
    (d) => keying.typeLine(d, '新', 1),
    (d) => keying.choose(d, 2),
    (d) => keying.toggleOption(d, 1),
    keying.markBlank,
    keying.markIllegible,
    keying.markNotApplicable,
    (d) => keying.revert(d, 1),
    (d) => moves.answerWhy(d, 'LEFT_OUT').desk,
    (d) => keying.eraseCell(d, true),
    keying.pullCells,
    keying.pushCells,
    (d) => moves.acceptField(d).desk,
    (d) => moves.acceptPlace(d).desk,
    (d) => moves.besideField(d, 1),
    (d) => moves.besideField(d, -1),
    (d) => moves.nextDoubt(d, 1),
    (d) => moves.step(d, 1, 0),
    (d) => moves.step(d, 0, 1),
    moves.previousOpen,
  ]
  const start = openDesk(letterView([grid, line, comb, topics, party, sure]))
  const values = (desk: Desk) => desk.view.fields.map(({ id }) => state(desk, id))
  fc.assert(
    fc.property(fc.array(fc.nat(acts.length - 1), { maxLength: 40 }), (run) => {
      const end = run.reduce((desk, i) => acts[i]!(desk), start)
      for (const { id, cells } of end.view.fields) {
        const now = state(end, id)
        if (now.cells !== null) expect(now.cells).toHaveLength(cells.length)
        expect(now.state === 'read').toBe(now.value !== null)
      }
      const target = find(end, end.cursor.field)
      const room = target.kind === 'choice' ? target.options.length : target.cells.length || 99
      expect(end.cursor.place).toBeLessThan(room)
      const steps = end.editing.done.length
      let back = end
      for (let i = 0; i < steps; i++) back = moves.undoOnDesk(back)
      expect(values(back)).toEqual(values(start))
      for (let i = 0; i < steps; i++) back = moves.redoOnDesk(back)
      expect(values(back)).toEqual(values(end))
    }),
  )
})

describe('rows of cells', () => {
  it('are told apart by height, groups in one row stay one row', () => {
    const two = cellRows(cellsOf(4, 2))
    expect(two.map(({ first, cells }) => [first, cells.length])).toEqual([
      [0, 4],
      [4, 4],
    ])
    const groups = [...cellsOf(3), ...cellsOf(3).map((cell) => ({ ...cell, x: cell.x + 60 }))]
    expect(cellRows(groups)).toHaveLength(1)
  })

  it('are walked by column', () => {
    const cells = cellsOf(4, 2)
    expect(cellBeside(cells, 1, 0, 1)).toBe(5)
    expect(cellBeside(cells, 5, 0, -1)).toBe(1)
    expect(cellBeside(cells, 5, 0, 1)).toBe(5)
    expect(cellBeside(cells, 3, 1, 0)).toBe(4)
    expect(cellBeside(cells, 0, -1, 0)).toBe(0)
  })
})
