import { readFileSync } from 'node:fs'
import type { GrayImage } from '../../contract/image.ts'
import { DIGIT_CLASSES } from './classes.ts'
import { unpackWeights } from './net/file.ts'
import { createNet, type NetWeights } from './net/net.ts'
import { netShape } from './net/shape.ts'
import { normalizeDigit, type NormalDigit } from './normalize.ts'
import type { Ink, TrainingRecord } from './record.ts'

/**
 * For each cell the probability of every class of DIGIT_CLASSES, summing to 1 and meant as stated (temperature fitted
 * on held-out digits). A cell is its ink, dark on 255, any size, the form mostly taken away, not necessarily tight. A cell
 * without ink gets the same share for every class: `readComb` says which cells are empty.
 */
export function recognizeDigits(cells: readonly GrayImage[]): Float32Array[] {
  return cells.map((cell) => classifyDigit(normalizeDigit(cell)))
}

/** The same for a digit that is normalised already; null: no ink. `ink`: what its comb is written with. */
export function classifyDigit(digit: NormalDigit | null, ink: Ink = 'whole'): Float32Array {
  return (committed[ink] ??= loadCommitted(ink))(digit)
}

export type DigitClassifier = (digit: NormalDigit | null) => Float32Array

const committed: { [ink in Ink]?: DigitClassifier } = {}

/** The nets' logits are averaged, then divided by the temperature. */
export function createClassifier(
  widths: TrainingRecord['widths'],
  nets: readonly NetWeights[],
  temperature: number,
): DigitClassifier {
  const readers = nets.map((weights) => createNet(netShape(widths), weights))
  return (digit) => {
    if (digit === null) return new Float32Array(DIGIT_CLASSES.length).fill(1 / DIGIT_CLASSES.length)
    const logits = new Float32Array(DIGIT_CLASSES.length)
    for (const read of readers) read(digit.ink).forEach((value, k) => (logits[k]! += value / readers.length))
    return softmax(logits, temperature)
  }
}

export function softmax(logits: Float32Array, temperature: number): Float32Array {
  const most = Math.max(...logits)
  const powers = logits.map((value) => Math.exp((value - most) / temperature))
  const total = powers.reduce((sum, value) => sum + value, 0)
  return powers.map((value) => value / total)
}

function loadCommitted(ink: Ink): DigitClassifier {
  const folder = new URL('weights/', import.meta.url)
  const record = JSON.parse(readFileSync(new URL(`${ink}.json`, folder), 'utf8')) as TrainingRecord
  const bytes = readFileSync(new URL(`${ink}.bin`, folder))
  const nets = unpackWeights(bytes, netShape(record.widths), record.seeds.length)
  return createClassifier(record.widths, nets, record.temperature)
}
