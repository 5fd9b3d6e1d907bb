import { describe, expect, it } from 'vitest'
import { translate } from '../../src/locale/translate.ts'
import { chordOf } from '../../src/web/chord.ts'
import { keyFor, momentOf } from '../../src/web/dispatch.ts'
import { alive, keys, type Where } from '../../src/web/keys.ts'

type Press = Parameters<typeof keyFor>[0]
const press = (key: string, given: Partial<KeyboardEvent> = {}): Press =>
  ({
    key,
    code: '',
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    isComposing: false,
    keyCode: 0,
    ...given,
  }) as Press
const found = (places: Where[], pressed: Press, typing = false): string | undefined =>
  keyFor(pressed, { where: momentOf(places), typing })?.key.id

describe('the keys', () => {
  it('never collide in one place', () => {
    for (const where of Object.keys(alive) as Where[]) {
      const chords = keys.filter((key) => key.where === where).flatMap((key) => key.chords)
      expect(chords.length, where).toBe(new Set(chords).size)
    }
  })

  // An inner place may take a key over (Enter means something else in a conflict), but never one that people rely on.
  it('keep help, save, leave and accept wherever a letter is open', () => {
    for (const where of ['choice', 'cells', 'line', 'choosing'] as const) {
      expect(found([where], press('F1')), where).toBe('help')
      expect(found([where], press('Enter', { ctrlKey: true })), where).toBe('save')
      expect(found([where], press('Escape')), where).toBe('leave')
      expect(found([where], press('Enter')), where).toBe('accept')
      expect(found([where], press('Tab')), where).toBe('everyField')
    }
  })

  it('have a name in both languages', () => {
    const [zh, en] = [translate('zh'), translate('en')]
    for (const { label, id } of keys) {
      expect(zh(label), id).toMatch(/\p{Script=Han}/u)
      expect(en(label), id).toMatch(/[a-z]/)
      expect(en(label), id).not.toMatch(/\p{Script=Han}/u)
    }
  })

  it('have an id each', () => {
    expect(new Set(keys.map(({ id }) => id)).size).toBe(keys.length)
  })
})

describe('a press', () => {
  it('is nothing while an input method composes', () => {
    expect(found(['line'], press('Enter', { isComposing: true }))).toBeUndefined()
    expect(found(['cells'], press('1', { keyCode: 229 }))).toBeUndefined()
    expect(found(['cells'], press('Escape', { isComposing: true }))).toBeUndefined()
  })

  it('is text while typing, unless the candidates are open', () => {
    expect(found(['cells'], press('?'), true)).toBeUndefined()
    expect(found(['cells'], press('3'), true)).toBeUndefined()
    expect(found(['choosing', 'cells'], press('3'), true)).toBe('candidate')
    expect(found(['choosing', 'cells'], press('x'), true)).toBeUndefined()
    expect(found(['list'], press('j'), true)).toBeUndefined()
    expect(found(['list'], press('j'))).toBe('down')
    expect(found(['choice'], press('?'))).toBe('help')
  })

  it('is read the same on every keyboard', () => {
    expect(chordOf(press('¡', { code: 'Digit1', altKey: true }))).toBe('Alt+1')
    expect(chordOf(press('Z', { metaKey: true }))).toBe('Ctrl+z')
    expect(chordOf(press('?', { shiftKey: true }))).toBe('?')
    expect(chordOf(press('Tab', { shiftKey: true }))).toBe('Shift+Tab')
    expect(chordOf(press(' '))).toBe('Space')
  })

  it('means the innermost: arrows move cells, not the list', () => {
    expect(found(['cells'], press('ArrowLeft'))).toBe('left')
    expect(found(['choice'], press('ArrowLeft'))).toBe('optionUp')
    expect(found(['line'], press('ArrowLeft'), true)).toBeUndefined()
    expect(found(['cells'], press('ArrowRight', { ctrlKey: true }))).toBe('nextDoubt')
    expect(found(['conflict'], press('ArrowLeft'))).toBe('mine')
    expect(found(['conflict'], press('Enter', { ctrlKey: true }))).toBeUndefined()
  })
})
