/**
 * Shapes that US census clerks and students (MNIST) did not write but people here do, as strokes in a unit square
 * (x to the right, y down). `curve` goes smoothly through its points, `line` has corners. `odds` is the chance of an
 * optional stroke. Drawn from our own hand; the pen model bends them into as many writers as wanted.
 */
export interface Stroke {
  readonly kind: 'curve' | 'line'
  readonly points: readonly (readonly [number, number])[]
  readonly odds: number
}

export interface Glyph {
  /** Index in DIGIT_CLASSES. */
  readonly digit: number
  /** How often, beside the other shapes of the same character. */
  readonly weight: number
  readonly strokes: readonly Stroke[]
}

// Points in hundredths of the square: 'x,y x,y …'.
const line = (points: string, odds = 1): Stroke => ({ kind: 'line', points: places(points), odds })
const curve = (points: string): Stroke => ({ kind: 'curve', points: places(points), odds: 1 })
const places = (text: string): Stroke['points'] =>
  text.split(' ').map((place) => {
    const [x, y] = place.split(',').map(Number)
    return [x! / 100, y! / 100]
  })
const glyph = (digit: number, weight: number, ...strokes: Stroke[]): Glyph => ({ digit, weight, strokes })

// An oval drawn counter-clockwise from its top, as a pen does, with the ends not quite meeting.
const oval = (cx: number, cy: number, rx: number, ry: number, gap = 0.2): Stroke => ({
  kind: 'curve',
  odds: 1,
  points: Array.from({ length: 11 }, (_, i) => {
    const angle = -Math.PI / 2 - gap - (i / 10) * (2 * Math.PI - gap)
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)] as const
  }),
})

export const glyphs: readonly Glyph[] = [
  // Zero: plain and narrow, slashed both ways, slash overshooting.
  glyph(0, 2, oval(0.5, 0.5, 0.3, 0.45)),
  glyph(0, 2, oval(0.5, 0.5, 0.32, 0.44), line('72,20 30,80')),
  glyph(0, 1, oval(0.5, 0.5, 0.3, 0.4), line('92,4 10,95')),
  glyph(0, 1, oval(0.5, 0.5, 0.32, 0.44), line('30,25 70,78')),
  // One: long European upstroke, short flag, foot, bare.
  glyph(1, 3, line('34,30 58,4 56,96'), line('36,96 76,95', 0.3)),
  glyph(1, 2, line('26,42 60,5 54,96')),
  glyph(1, 2, curve('40,20 50,14 56,4'), line('56,4 52,97'), line('30,97 74,96', 0.5)),
  glyph(1, 1, line('52,3 48,97')),
  // Two: straight foot, looped foot, angular.
  glyph(2, 2, curve('24,28 34,10 60,6 76,24 66,48 42,72 22,93'), line('22,93 80,92')),
  glyph(2, 1, curve('26,26 40,8 66,10 72,32 52,64 30,86 20,86 26,76 46,84 66,95 84,86')),
  glyph(2, 1, line('24,12 74,10 24,93 80,92')),
  // Three: round, flat-topped.
  glyph(3, 2, curve('26,14 52,5 72,22 60,42 44,47'), curve('44,47 68,52 76,74 56,95 24,86')),
  glyph(3, 2, line('24,8 74,8 46,42'), curve('46,42 70,50 76,74 54,94 22,86')),
  // Four: open, closed, with the stem far to the right, stem short above the bar.
  glyph(4, 2, line('34,6 16,60 86,58'), line('64,20 58,97')),
  glyph(4, 3, line('60,4 12,68 90,66'), line('62,6 60,97')),
  glyph(4, 2, line('56,4 14,62 88,60'), line('66,40 62,97')),
  glyph(4, 1, curve('24,8 20,40 30,52 70,46'), line('74,6 66,96')),
  // Five: two strokes, the bar apart, one S-like stroke.
  glyph(5, 2, line('32,8 28,44'), curve('28,44 56,38 76,60 64,88 40,96 20,84'), line('32,8 78,6')),
  glyph(5, 1, line('36,14 30,44'), curve('30,44 58,40 74,62 60,90 22,88'), line('42,10 82,3')),
  glyph(5, 1, curve('76,6 42,10 32,34 60,48 72,70 54,93 24,88')),
  // Six: straight back, curled back.
  glyph(6, 2, curve('64,4 42,30 26,64 34,90 58,94 74,74 58,56 30,70')),
  glyph(6, 1, line('60,3 26,66'), curve('26,66 36,94 66,92 74,68 54,56 28,70')),
  // Seven: plain, crossed, with a serif down from the bar, both, steep.
  glyph(7, 2, line('20,8 80,6 44,97')),
  glyph(7, 4, line('18,10 80,7 46,97'), line('34,52 80,48')),
  glyph(7, 2, line('18,26 20,8 80,8 50,50 44,97')),
  glyph(7, 1, line('16,24 20,8 80,8 46,96'), line('36,50 74,50')),
  glyph(7, 1, curve('18,14 40,8 78,6'), curve('78,6 56,46 50,97')),
  // Eight: one stroke, two circles.
  glyph(8, 2, curve('70,14 46,4 30,22 48,46 72,70 54,95 28,80 44,52 68,30 70,14')),
  glyph(8, 1, oval(0.5, 0.26, 0.2, 0.21, 0.05), oval(0.5, 0.72, 0.25, 0.24, 0.05)),
  // Nine: straight tail, hooked tail, circle and stick, narrow loop with a long tail.
  glyph(9, 3, curve('72,20 50,5 26,24 36,48 60,44 72,20'), line('72,14 66,97')),
  glyph(9, 2, curve('72,22 50,5 28,24 38,46 62,42 73,20'), curve('73,16 72,60 62,92 28,88')),
  glyph(9, 2, oval(0.48, 0.27, 0.24, 0.23, 0.1), line('72,24 56,97')),
  glyph(9, 1, oval(0.46, 0.22, 0.2, 0.17, 0.1), curve('66,22 64,60 44,97')),
  // X: two lines, two bows back to back, one steep line.
  glyph(10, 4, line('16,8 84,93'), line('84,7 14,94')),
  glyph(10, 2, curve('20,10 42,40 62,72 86,90'), curve('82,6 60,36 36,70 12,94')),
  glyph(10, 2, curve('14,14 40,20 48,50 38,82 12,88'), curve('86,12 60,20 50,50 62,80 88,88')),
  glyph(10, 1, line('24,24 76,80'), line('86,5 22,96')),
]
