import { glyphs, type Glyph, type Stroke } from './glyphs.ts'
import { MNIST_SIDE_PX } from './mnist.ts'
import { between, chance, normal, type Random } from './random.ts'

/** A character drawn by the pen model, 28 × 28 with ink 0..1, as MNIST shows digits. `digit`: index in DIGIT_CLASSES. */
export function drawDigit(random: Random, digit: number): Float32Array {
  const glyph = shapeOf(random, digit)
  // One habit a writer, one slip a point.
  const stretchX = between(random, 0.75, 1.2)
  const slip = between(random, 0.008, 0.035)
  const strokes = glyph.strokes
    .filter((stroke) => stroke.odds === 1 || chance(random, stroke.odds))
    .map((stroke) => path(random, stroke, slip))
  return inkOf(strokes, stretchX, between(random, 0.7, 1.9))
}

function shapeOf(random: Random, digit: number): Glyph {
  const shapes = glyphs.filter((glyph) => glyph.digit === digit)
  let rest = random() * shapes.reduce((sum, glyph) => sum + glyph.weight, 0)
  return shapes.find((glyph) => (rest -= glyph.weight) < 0) ?? shapes[0]!
}

type Place = readonly [number, number]

function path(random: Random, stroke: Stroke, slip: number): Place[] {
  const points = stroke.points.map(([x, y]): Place => [x + slip * normal(random), y + slip * normal(random)])
  return stroke.kind === 'line' ? points : smooth(points)
}

// Catmull-Rom through the points, four pieces between two of them.
function smooth(points: readonly Place[]): Place[] {
  const out: Place[] = [points[0]!]
  for (let i = 0; i + 1 < points.length; i++) {
    const [p0, p1, p2, p3] = [points[i - 1] ?? points[i]!, points[i]!, points[i + 1]!, points[i + 2] ?? points[i + 1]!]
    for (let step = 1; step <= 4; step++) {
      const t = step / 4
      const at = (axis: 0 | 1) =>
        p1[axis] +
        0.5 * t * (p2[axis] - p0[axis]) +
        t * t * (p0[axis] - 2.5 * p1[axis] + 2 * p2[axis] - 0.5 * p3[axis]) +
        t * t * t * (1.5 * (p1[axis] - p2[axis]) + 0.5 * (p3[axis] - p0[axis]))
      out.push([at(0), at(1)])
    }
  }
  return out
}

// Distance to the nearest stroke decides: a round pen of the given radius with a soft rim of one pixel.
function inkOf(strokes: readonly Place[][], stretchX: number, radiusPx: number): Float32Array {
  const size = MNIST_SIDE_PX
  const toPx = ([x, y]: Place): Place => [size / 2 + (x - 0.5) * 20 * stretchX, 4 + y * 20]
  const ink = new Float32Array(size * size)
  for (const stroke of strokes) {
    const points = stroke.map(toPx)
    for (let i = 0; i + 1 < points.length; i++) drawSegment(ink, points[i]!, points[i + 1]!, radiusPx)
  }
  return ink
}

function drawSegment(ink: Float32Array, a: Place, b: Place, radiusPx: number): void {
  const size = MNIST_SIDE_PX
  const reach = radiusPx + 1
  const dx = b[0] - a[0]
  const dy = b[1] - a[1]
  const length2 = dx * dx + dy * dy || 1
  const from = (p: number, q: number) => Math.max(0, Math.floor(Math.min(p, q) - reach))
  const to = (p: number, q: number) => Math.min(size - 1, Math.ceil(Math.max(p, q) + reach))
  for (let y = from(a[1], b[1]); y <= to(a[1], b[1]); y++) {
    for (let x = from(a[0], b[0]); x <= to(a[0], b[0]); x++) {
      const px = x + 0.5 - a[0]
      const py = y + 0.5 - a[1]
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) / length2))
      const distance = Math.sqrt((px - t * dx) ** 2 + (py - t * dy) ** 2)
      const value = Math.min(1, Math.max(0, radiusPx + 0.5 - distance))
      const at = y * size + x
      if (value > ink[at]!) ink[at] = value
    }
  }
}
