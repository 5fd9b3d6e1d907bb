import { describe, expect, it } from 'vitest'
import { withoutStreaks } from '../../src/read/ink/streaks.ts'
import { randomOf } from '../../src/paper/random.ts'

const [WIDTH, HEIGHT] = [400, 800]

/** White paper in black and white; `dark` says what is drawn on it. */
function bits(dark: (x: number, y: number) => boolean) {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(255)
  for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) if (dark(x, y)) data[y * WIDTH + x] = 0
  return { widthPx: WIDTH, heightPx: HEIGHT, data }
}

const darkIn = ({ data }: { data: Uint8Array }, x: number): number =>
  Array.from({ length: HEIGHT }, (_, y) => data[y * WIDTH + x]!).filter((value) => value < 140).length

describe('withoutStreaks in black and white', () => {
  it('takes off a line of dots that are few at the top and many at the bottom, and the rim of it', () => {
    const random = randomOf(1, 'dots')
    const scan = bits((x, y) => {
      const share = 0.06 + (0.6 * y) / HEIGHT
      return (x === 200 && random.next() < share) || (x === 201 && random.next() < (y < 300 ? 0.6 : 0.03))
    })
    const clean = withoutStreaks(scan, false)
    expect(darkIn(scan, 200)).toBeGreaterThan(200)
    expect([darkIn(clean, 200), darkIn(clean, 201)]).toEqual([0, 0])
  })

  it('takes off an even line of few dots', () => {
    const scan = bits((x, y) => x === 200 && y % 10 === 0)
    expect(darkIn(scan, 200)).toBeGreaterThan(70)
    expect(darkIn(withoutStreaks(scan, false), 200)).toBe(0)
  })

  it('keeps a stroke that crosses it, a rule that ends before the page does, and columns of writing', () => {
    const random = randomOf(2, 'dots')
    const isRule = (x: number, y: number): boolean => x === 100 && y > 150 && y < 650
    // Upright strokes one below the other: in five of eight bands far darker than a streak has to be.
    const isWriting = (x: number, y: number): boolean => Math.abs(x - 300) < 2 && y > 200 && y < 700 && y % 32 < 12
    const isCrossing = (x: number, y: number): boolean => y >= 400 && y < 404 && x > 180 && x < 220
    const drawn = (x: number, y: number): boolean => isRule(x, y) || isWriting(x, y) || isCrossing(x, y)
    const plain = bits(drawn)
    const clean = withoutStreaks(
      bits((x, y) => drawn(x, y) || (x === 200 && random.next() < 0.4)),
      false,
    )
    expect(
      Array.from(clean.data).flatMap((value, i) =>
        value === plain.data[i] ? [] : [[i % WIDTH, Math.floor(i / WIDTH)]],
      ),
    ).toEqual([])
    expect(withoutStreaks(plain, false)).toBe(plain)
  })
})
