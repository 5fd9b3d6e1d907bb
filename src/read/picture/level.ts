import type { GrayImage } from '../../contract/image.ts'

/** A picture whose lines of text run level, and how far they fell to the right for how far they went. */
export interface Levelled {
  readonly picture: GrayImage
  readonly slope: number
}

/**
 * Text that was laid askew, made level: each column moved up or down. Of slopes up to `steepest` the one at which ink (darker than `below`)
 * gathers in the fewest rows. What comes in from above or below is white.
 */
export function level(image: GrayImage, below: number, steepest: number): Levelled {
  const points = inkPoints(image, below)
  let best = { slope: 0, score: -1 }
  for (let k = -STEPS; k <= STEPS; k++) {
    const slope = (k * steepest) / STEPS
    const score = gathered(points, image, slope)
    // Between equals the smaller slope.
    if (score > best.score || (score === best.score && Math.abs(slope) < Math.abs(best.slope))) best = { slope, score }
  }
  return { picture: moved(image, best.slope), slope: best.slope }
}

// On either side: an eighth of a degree apart for 4°, a third of a millimetre over the width of a page.
const STEPS = 32

interface Points {
  readonly x: Int32Array
  readonly y: Int32Array
}

// Every second column says as much.
function inkPoints({ widthPx, heightPx, data }: GrayImage, below: number): Points {
  const [x, y]: [number[], number[]] = [[], []]
  for (let row = 0; row < heightPx; row++)
    for (let column = 0; column < widthPx; column += 2)
      if (data[row * widthPx + column]! < below) {
        x.push(column)
        y.push(row)
      }
  return { x: Int32Array.from(x), y: Int32Array.from(y) }
}

function gathered({ x, y }: Points, { widthPx, heightPx }: GrayImage, slope: number): number {
  const reach = Math.ceil(Math.abs(slope) * widthPx)
  const rows = new Float64Array(heightPx + 2 * reach + 1)
  for (let i = 0; i < x.length; i++) rows[Math.round(y[i]! - slope * x[i]!) + reach]!++
  return rows.reduce((sum, count) => sum + count * count, 0)
}

function moved(image: GrayImage, slope: number): GrayImage {
  if (slope === 0) return image
  const { widthPx, heightPx, data } = image
  const out = new Uint8Array(data.length).fill(255)
  for (let x = 0; x < widthPx; x++) {
    // Between two rows the grey between them: characters keep their soft edges.
    const down = slope * x
    const whole = Math.floor(down)
    const share = down - whole
    for (let y = Math.max(0, -whole); y < heightPx && y + whole < heightPx; y++) {
      const from = (y + whole) * widthPx + x
      const next = y + whole + 1 < heightPx ? data[from + widthPx]! : 255
      out[y * widthPx + x] = data[from]! * (1 - share) + next * share
    }
  }
  return { widthPx, heightPx, data: out }
}
