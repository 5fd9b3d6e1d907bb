import { expect, it } from 'vitest'
import { decodeEmail } from '../../../src/read/decode/email.ts'
import { doubtful } from './lattices.ts'

// Two characters that look alike to the reader, and which of them people write there.
it.each([
  { text: 'lipeng87@163.com', at: 5, other: '9', why: 'a syllable that has come to an n goes on with a g' },
  { text: 'lichen97@163.com', at: 6, other: 'g', why: 'after a name, numbers of two digits are commoner than of one' },
  { text: 'hujun89@139.com', at: 5, other: 'e', why: 'the same, where the letter makes a syllable' },
  { text: 'ding_jie@qq.com', at: 4, other: '-', why: 'most providers allow no hyphen' },
  { text: 'wanglin@qq.com', at: 6, other: '1', why: 'the same, where the digit would be the only one' },
])('reads $text though the ink is as much for $other: $why', ({ text, at, other }) => {
  expect(decodeEmail(doubtful(text, at, other, 0.55)).value).toBe(text)
  // And the other way round where the ink is sure of it.
  const changed = text.slice(0, at) + other + text.slice(at + 1)
  expect(decodeEmail(doubtful(text, at, other, 0.998)).value).toBe(changed)
})
