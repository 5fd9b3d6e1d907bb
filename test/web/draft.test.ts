import { describe, expect, it } from 'vitest'
import { fieldState } from '../../src/review/editing.ts'
import { conflictOf, isChosen, resolved } from '../../src/web/desk/conflict.ts'
import { openDesk } from '../../src/web/desk/desk.ts'
import { dropDraft, keepDraft, restoreDraft } from '../../src/web/desk/draft.ts'
import { typeLine } from '../../src/web/desk/keying.ts'
import { keyingsOf } from '../../src/review/editing.ts'
import { hashOf, placeOf } from '../../src/web/place.ts'
import { fitPage, followField, pan, zoomAt } from '../../src/web/viewport.ts'
import { field, letterView, readText } from './view.ts'

function shelf() {
  const held = new Map<string, string>()
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => void held.set(key, value),
    removeItem: (key: string) => void held.delete(key),
  }
}

const view = letterView([field('unit', { reading: readText('长沙') }), field('name', { reading: readText('甲') })])
const edited = typeLine(openDesk(view), '株洲', 2)

describe('a draft', () => {
  it('comes back as it was, for this revision only', () => {
    const store = shelf()
    keepDraft(store, view.letter, edited.editing)
    const back = restoreDraft(store, view.letter, openDesk(view).editing)
    expect(fieldState(back!, 'unit')).toEqual(fieldState(edited.editing, 'unit'))
    expect(restoreDraft(store, { ...view.letter, revision: 4 }, openDesk(view).editing)).toBeNull()
    dropDraft(store, view.letter)
    expect(restoreDraft(store, view.letter, openDesk(view).editing)).toBeNull()
    expect(store.held.size).toBe(0)
  })

  it('that is broken or of another form is no draft', () => {
    const store = shelf()
    for (const text of [
      '{',
      '[{"field":"unit"}]',
      '"x"',
      '[{"field":"nose","to":{"state":"read","value":"x","cells":null,"seen":true}}]',
    ]) {
      store.setItem('xiance.draft.X-000001.3', text)
      expect(restoreDraft(store, view.letter, openDesk(view).editing), text).toBeNull()
    }
  })

  it('on a full shelf costs only itself', () => {
    const full = {
      ...shelf(),
      setItem: () => {
        throw new Error('QuotaExceededError')
      },
    }
    expect(() => keepDraft(full, view.letter, edited.editing)).not.toThrow()
  })
})

describe('a conflict', () => {
  const theirs = letterView(
    view.fields.map((f) =>
      f.id === 'unit'
        ? {
            ...f,
            decision: { field: 'unit', how: 'person' as const, state: 'read' as const, value: '湘潭', reasons: [] },
          }
        : f,
    ),
    4,
  )
  const conflict = conflictOf(edited, keyingsOf(edited.editing), theirs)

  it('is about what both keyed differently, and chooses nothing', () => {
    expect(conflict.differences.map(({ field: id, mine, theirs: stood }) => [id, mine.value, stood.value])).toEqual([
      ['unit', '株洲', '湘潭'],
    ])
    expect(isChosen(conflict)).toBe(false)
    expect(conflictOf(edited, [{ field: 'name', state: 'read', value: '甲' }], theirs).differences).toEqual([])
  })

  it('ends in what was chosen, on the newer revision', () => {
    const mine = resolved({ ...conflict, chosen: { unit: 'mine' } })
    expect(mine.view.letter.revision).toBe(4)
    expect(fieldState(mine.editing, 'unit').value).toBe('株洲')
    expect(fieldState(resolved({ ...conflict, chosen: { unit: 'theirs' } }).editing, 'unit').value).toBe('湘潭')
  })
})

describe('the page in its pane', () => {
  const pane = { w: 700, h: 600 }
  const page = { w: 210, h: 297 }
  it('shows all of it, or the field in hand', () => {
    const whole = fitPage(pane, page)
    expect(page.h * whole.scale).toBeLessThanOrEqual(pane.h)
    const box = { x: 20, y: 250, w: 170, h: 10 }
    const near = followField(pane, page, box)
    expect(near.scale).toBeGreaterThan(whole.scale)
    expect(box.x * near.scale + near.x).toBeGreaterThanOrEqual(0)
    expect((box.x + box.w) * near.scale + near.x).toBeLessThanOrEqual(pane.w)
    expect((box.y + box.h) * near.scale + near.y).toBeLessThanOrEqual(pane.h)
  })

  it('stays under the pointer while zooming and never gets lost', () => {
    const at = { x: 300, y: 300 }
    const before = followField(pane, page, { x: 20, y: 130, w: 170, h: 10 })
    const after = zoomAt(before, 1.3, at, pane, page)
    expect((at.x - after.x) / after.scale).toBeCloseTo((at.x - before.x) / before.scale, 5)
    const gone = pan(before, 1e5, -1e5, pane, page)
    expect(gone.x).toBeLessThan(pane.w)
    expect(gone.y + page.h * gone.scale).toBeGreaterThan(0)
    expect(zoomAt(before, 1e9, at, pane, page).scale).toBeLessThan(30)
  })
})

it('keeps the place in the address', () => {
  for (const place of [
    { screen: 'letters', state: 'held' },
    { screen: 'letter', id: 'X-000001' },
    { screen: 'intake' },
    { screen: 'forms' },
  ] as const)
    expect(placeOf(hashOf(place))).toEqual(place)
  expect(placeOf('')).toEqual({ screen: 'letters', state: 'review' })
})
