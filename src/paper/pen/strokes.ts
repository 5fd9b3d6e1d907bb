import { readFileSync } from 'node:fs'
import type { Point } from '../../geometry/point.ts'
import { packageFile } from './fonts.ts'

/** The ways of a pen through a character in ems, y down, in writing order; null for a character without stroke data. */
export function penWays(character: string): readonly (readonly Point[])[] | null {
  let ways = known.get(character)
  if (ways === undefined) {
    ways = PUNCTUATION[character] ?? readWays(character)
    known.set(character, ways)
  }
  return ways
}

const known = new Map<string, readonly (readonly Point[])[] | null>()

// hanzi-writer-data: medians of each stroke, 1024 units to the em, y up from 124 below the em box's foot.
function readWays(character: string): Point[][] | null {
  if (!/^\p{Script=Han}$/u.test(character)) return null
  let text: string
  try {
    text = readFileSync(packageFile('hanzi-writer-data', `${character}.json`), 'utf8')
  } catch {
    return null
  }
  const { medians } = JSON.parse(text) as { medians: [number, number][][] }
  return medians.map((median) => median.map(([x, y]) => ({ x: x / 1024, y: (900 - y) / 1024 })))
}

const at = (...pairs: number[]): Point[] =>
  Array.from({ length: pairs.length / 2 }, (_, i) => ({ x: pairs[2 * i]!, y: pairs[2 * i + 1]! }))

// As a pen writes them in the lower left of a square.
const PUNCTUATION: Readonly<Record<string, Point[][]>> = {
  '，': [at(0.2, 0.72, 0.25, 0.76, 0.23, 0.85, 0.15, 0.92)],
  '。': [at(0.2, 0.74, 0.13, 0.8, 0.17, 0.88, 0.26, 0.86, 0.28, 0.78, 0.2, 0.74)],
  '、': [at(0.14, 0.72, 0.2, 0.78, 0.26, 0.87)],
  '！': [at(0.3, 0.3, 0.29, 0.5, 0.28, 0.7), at(0.275, 0.84, 0.28, 0.86)],
  '？': [at(0.2, 0.42, 0.28, 0.31, 0.4, 0.34, 0.4, 0.46, 0.3, 0.56, 0.29, 0.68), at(0.29, 0.82, 0.295, 0.84)],
  '：': [at(0.25, 0.46, 0.255, 0.48), at(0.25, 0.78, 0.255, 0.8)],
  '；': [at(0.25, 0.5, 0.255, 0.52), at(0.25, 0.74, 0.27, 0.8, 0.19, 0.9)],
  '“': [at(0.62, 0.26, 0.57, 0.36), at(0.76, 0.26, 0.71, 0.36)],
  '”': [at(0.24, 0.25, 0.2, 0.36), at(0.38, 0.25, 0.34, 0.36)],
}
