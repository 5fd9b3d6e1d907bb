import { describe, expect, it } from 'vitest'
import { createArena } from '../../../src/read/digits/net/arena.ts'
import { blocksOf, planeOf, tapOffsets } from '../../../src/read/digits/net/plane.ts'

// Whole numbers small enough that single precision is exact: the loops must agree to the bit.
const value = (i: number): number => ((i * 7919) % 13) - 6

describe.each([
  { rows: 4, channels: 1, sizePx: 28, kernelPx: 5 },
  { rows: 8, channels: 4, sizePx: 7, kernelPx: 3 },
  { rows: 16, channels: 3, sizePx: 14, kernelPx: 3 },
])('kernel of $kernelPx px over $channels planes of $sizePx px', ({ rows, channels, sizePx, kernelPx }) => {
  const plane = planeOf(sizePx, (kernelPx - 1) / 2)
  const arena = createArena(2)
  const realTaps = channels * kernelPx * kernelPx
  const taps = realTaps + (realTaps % 2)
  const weights = arena.floats(rows * taps)
  const input = arena.floats(channels * plane.floats)
  const output = arena.floats(rows * plane.floats)
  const gradient = arena.floats(rows * taps)
  const offsets = arena.offsets([...tapOffsets(plane, channels, kernelPx), 0].slice(0, taps))
  const weightAt = (row: number, tap: number) => ((row >> 2) * taps + tap) * 4 + (row & 3)
  const pixel = (channel: number, y: number, x: number) =>
    x < 0 || y < 0 || x >= sizePx || y >= sizePx
      ? 0
      : input.data[channel * plane.floats + plane.first + y * plane.stride + x]!
  for (let row = 0; row < rows; row++) {
    for (let tap = 0; tap < realTaps; tap++) weights.data[weightAt(row, tap)] = value(row * 31 + tap)
  }
  for (let channel = 0; channel < channels; channel++) {
    for (let y = 0; y < sizePx; y++) {
      for (let x = 0; x < sizePx; x++) {
        input.data[channel * plane.floats + plane.first + y * plane.stride + x] = value(channel * 5 + y * 37 + x)
      }
    }
  }
  const first = plane.first * 4
  const tapsOf = (y: number, x: number) =>
    Array.from({ length: realTaps }, (_, tap) => {
      const inPlane = tap % (kernelPx * kernelPx)
      const reach = (kernelPx - 1) / 2
      const channel = Math.floor(tap / (kernelPx * kernelPx))
      return pixel(channel, y + Math.floor(inPlane / kernelPx) - reach, x + (inPlane % kernelPx) - reach)
    })

  it('convolves as the definition says', () => {
    const { convolve } = arena.kernel
    convolve(
      weights.at,
      rows / 4,
      input.at + first,
      offsets,
      taps,
      output.at + first,
      plane.floats * 4,
      blocksOf(plane),
    )
    for (let row = 0; row < rows; row++) {
      for (let y = 0; y < sizePx; y++) {
        for (let x = 0; x < sizePx; x++) {
          const wanted = tapsOf(y, x).reduce((sum, v, tap) => sum + v * weights.data[weightAt(row, tap)]!, 0)
          expect(output.data[row * plane.floats + plane.first + y * plane.stride + x]).toBe(wanted)
        }
      }
    }
  })

  it('gives the gradient of the weights', () => {
    // The output of the convolution stands in for its gradient, with the zeros between rows put back.
    for (let row = 0; row < rows; row++) {
      for (let y = 0; y < sizePx; y++) {
        for (let x = sizePx; x < plane.stride; x++) {
          output.data[row * plane.floats + plane.first + y * plane.stride + x] = 0
        }
      }
    }
    const end = plane.first + sizePx * plane.stride
    for (let row = 0; row < rows; row++) output.data.fill(0, row * plane.floats + end, (row + 1) * plane.floats)
    const { correlate } = arena.kernel
    const quads = blocksOf(plane) * 2
    correlate(output.at + first, plane.floats * 4, rows / 4, input.at + first, offsets, taps, gradient.at, quads)
    for (const row of [0, rows - 1]) {
      for (const tap of [0, Math.floor(realTaps / 2), realTaps - 1]) {
        let wanted = 0
        for (let y = 0; y < sizePx; y++) {
          for (let x = 0; x < sizePx; x++) {
            wanted += output.data[row * plane.floats + plane.first + y * plane.stride + x]! * tapsOf(y, x)[tap]!
          }
        }
        expect(gradient.data[weightAt(row, tap)]).toBeCloseTo(wanted, -1)
      }
    }
  })
})

describe('arena', () => {
  it('says when its memory is full', () => {
    expect(() => createArena(1).floats(300_000)).toThrow(/memory/)
  })
})
