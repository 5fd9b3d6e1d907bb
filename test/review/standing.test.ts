import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../src/contract/people.ts'
import { sameKeying } from '../../src/review/sameKeying.ts'
import { partOf, standingOf, waitsOf, type Word } from '../../src/review/standing.ts'

const twice = { decoder: 'telephone', keying: 'twice' } as const
const once = { decoder: 'telephone' } as const
const said = (by: string, value: string, part?: Word['part']): Word => {
  return { by, state: 'read', value, ...(part === undefined ? {} : { part }) }
}

/** Who works here: two who only key, one who only settles, one who does both. */
const people: Readonly<Record<string, readonly Role[]>> = {
  anna: ['reviewer'],
  boris: ['reviewer'],
  cai: ['settler'],
  dora: ['reviewer', 'settler'],
}
const names = Object.keys(people)

/** The way of a field keyed twice as a person would tell it. */
type Model =
  | { at: 'empty' }
  | { at: 'one'; by: string; value: string }
  | { at: 'agreed'; by: Set<string>; value: string }
  | { at: 'differ'; by: Set<string> }
  | { at: 'settled'; by: Set<string>; value: string }

/** What becomes of the field when somebody keys it, or null when it is not theirs to key. */
function told(now: Model, by: string, value: string): Model | null {
  const [keys, settles] = [people[by]!.includes('reviewer'), people[by]!.includes('settler')]
  if (now.at === 'differ') return settles && !now.by.has(by) ? { at: 'settled', by: new Set([by]), value } : null
  if (now.at === 'empty') return keys ? { at: 'one', by, value } : null
  if (now.at === 'one') {
    if (!keys) return null
    if (now.by === by) return { at: 'one', by, value }
    const both = new Set([now.by, by])
    return now.value === value ? { at: 'agreed', by: both, value } : { at: 'differ', by: both }
  }
  const all = new Set([...now.by, by])
  if (keys) return now.value === value ? { ...now, by: all } : { at: 'differ', by: all }
  return settles && !now.by.has(by) ? { at: 'settled', by: new Set([by]), value } : null
}

describe('a field keyed twice', () => {
  const step = fc.tuple(fc.constantFrom(...names), fc.constantFrom('13800000001', '13800000002', '13800000003'))

  it('goes its way whatever people do, in whatever order, and stands for nothing else (model)', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
        let model: Model = { at: 'empty' }
        const words: Word[] = []
        for (const [by, value] of steps) {
          const before = standingOf(twice, words)
          const part = partOf(twice, words, by, people[by]!)
          const next = told(model, by, value)
          // A settler who has keyed the field since it was settled last is no third person any more.
          const barred = part === null && next?.at === 'settled' && words.some((word) => word.by === by)
          if (!barred) expect(part === null).toBe(next === null)
          if (part === null || next === null) continue
          if (part === 'blind') expect(before).toMatchObject({ waits: 'second' })
          if (part === 'blind' || (part === 'settled' && before?.how === 'none'))
            expect(before?.how === 'none' && before.keyers.includes(by)).toBe(false)
          words.push(said(by, value, part === 'keyed' ? undefined : part))
          model = next
          const now = standingOf(twice, words)!
          if (model.at === 'one') expect(now).toEqual({ how: 'none', waits: 'second', keyers: [model.by] })
          else if (model.at === 'differ') {
            expect(now).toMatchObject({ how: 'none', waits: 'settler' })
            expect(new Set(now.how === 'none' ? now.keyers : [])).toEqual(model.by)
          } else if (model.at !== 'empty') expect(now).toEqual({ how: model.at, state: 'read', value: model.value })
        }
        // Nothing but the words: told again from the start it is the same.
        expect(standingOf(twice, [...words])).toEqual(standingOf(twice, words))
      }),
      { numRuns: 2000 },
    )
  })

  it('never hangs: as long as three people of both roles are there, somebody can go on', () => {
    const all: readonly Role[] = ['reviewer', 'settler']
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('p', 'q', 'r'), fc.constantFrom('1', '2')), { maxLength: 10 }),
        (steps) => {
          const words: Word[] = []
          const key = (by: string, value: string): boolean => {
            const part = partOf(twice, words, by, all)
            if (part !== null) words.push(said(by, value, part === 'keyed' ? undefined : part))
            return part !== null
          }
          for (const [by, value] of steps) key(by, value)
          for (let i = 0; i < 3 && (standingOf(twice, words)?.how ?? 'none') === 'none'; i++) {
            const now = standingOf(twice, words)
            const free = ['p', 'q', 'r', 's'].find((name) => now?.how !== 'none' || !now.keyers.includes(name))!
            expect(key(free, '1')).toBe(true)
          }
          expect(standingOf(twice, words)!.how).not.toBe('none')
        },
      ),
    )
  })

  it('does not take two who both had the machine before their eyes for two', () => {
    expect(standingOf(twice, [said('anna', '1'), said('boris', '1')])).toMatchObject({ waits: 'second' })
    expect(standingOf(twice, [said('anna', '1'), said('boris', '1', 'blind')])).toMatchObject({ how: 'agreed' })
    // Confirmed in full view afterwards: it was keyed blind all the same.
    expect(standingOf(twice, [said('anna', '1'), said('boris', '1', 'blind'), said('boris', '1')])?.how).toBe('agreed')
  })

  it('tells whom a letter waits for, and who can do nothing in it', () => {
    const [one, other] = [[said('anna', '1')], [said('boris', '1')]].map((words) => standingOf(twice, words))
    const differ = standingOf(twice, [said('anna', '1'), said('boris', '2', 'blind')])
    expect(waitsOf(true, [one!])).toEqual({ waits: 'first', secondBarred: ['anna'], settleBarred: null })
    expect(waitsOf(false, [one!])).toMatchObject({ waits: 'second', secondBarred: ['anna'] })
    // Each of the two can key the other's field.
    expect(waitsOf(false, [one!, other!])).toMatchObject({ waits: 'second', secondBarred: [] })
    expect(waitsOf(false, [differ!, null])).toEqual({
      waits: 'settler',
      secondBarred: null,
      settleBarred: ['anna', 'boris'],
    })
    expect(waitsOf(false, [null])).toEqual({ waits: null, secondBarred: null, settleBarred: null })
  })
})

it('a field keyed once stands by its last word, and is for reviewers', () => {
  expect(standingOf(once, [said('anna', '1'), said('boris', '2')])).toMatchObject({ how: 'person', value: '2' })
  expect(partOf(once, [said('anna', '1')], 'boris', ['reviewer'])).toBe('keyed')
  expect(partOf(once, [], 'cai', ['settler'])).toBeNull()
})

describe('two keyings are the same', () => {
  const same = (decoder: Parameters<typeof sameKeying>[0]['decoder'], a: string, b: string): boolean =>
    sameKeying({ decoder }, { state: 'read', value: a }, { state: 'read', value: b })
  it.each([
    ['telephone', '13812345678', '１３８ 1234-5678', true],
    ['telephone', '13812345678', '13812345679', false],
    ['email', 'Li.Wei@QQ.com', 'li.wei@qq．com ', true],
    ['email', 'li-wei@qq.com', 'liwei@qq.com', false],
    ['date', '2021-08-15', '2021/08/15', true],
    ['id', '43010319900101123x', '43010319900101123X', true],
    ['text', '您好，“一件事”——办', '您好,"一件事"-办', true],
    ['text', '办成一件事', '办成两件事', false],
    ['text', '……', '...', true],
    ['name', '阿依·古丽', '阿依•古丽', true],
  ] as const)('%s %s %s: %s', (decoder, a, b, expected) => {
    expect(same(decoder, a, b)).toBe(expected)
  })
  it('but blank, illegible and a value never are, and ticks are a set', () => {
    const field = { decoder: 'text' } as const
    const blank = { state: 'blank', value: null } as const
    expect(sameKeying(field, blank, { state: 'unclear', value: null })).toBe(false)
    expect(sameKeying(field, { state: 'read', value: ['b', 'a'] }, { state: 'read', value: ['a', 'b'] })).toBe(true)
    expect(sameKeying(field, { state: 'read', value: ['a'] }, { state: 'read', value: ['a', 'b'] })).toBe(false)
  })
})
