import type { FittedPage, ReadingContext, StageMs } from '../contract/digitize.ts'
import type { BoxMm, LayoutField } from '../contract/layout.ts'
import type { Reading } from '../contract/reading.ts'
import { readCells } from './cells.ts'
import { coveredPart } from './covered.ts'
import type { Engines } from './engines/openEngines.ts'
import { readLine } from './lines.ts'
import { readMarks, readSignature } from './marks.ts'

/**
 * Every field of a fitted page, by its id, and how long each kind took. A reader that fails says so in its own reading:
 * one bad field does not cost the page, and a failure never looks like an empty answer.
 */
export async function readFields(
  page: FittedPage,
  context: ReadingContext,
  engines: Engines,
): Promise<{ readings: Record<string, Reading>; ms: StageMs }> {
  const readings: Record<string, Reading> = {}
  const ms: StageMs = {}
  for (const field of page.layout.fields) {
    const start = performance.now()
    readings[field.id] = await readField(page, field, context, engines)
    const stage = stageOf[field.kind]
    ms[stage] = (ms[stage] ?? 0) + performance.now() - start
  }
  return { readings, ms }
}

const stageOf = { choice: 'marks', signature: 'marks', comb: 'cells', grid: 'cells', line: 'lines' } as const

async function readField(
  page: FittedPage,
  field: LayoutField,
  context: ReadingContext,
  engines: Engines,
): Promise<Reading> {
  try {
    const covered = coveredPart(page, field)
    const reading = await readers[field.kind](page, field, context, engines, covered)
    return covered === null ? reading : underCover(reading)
  } catch (error) {
    // The kind of error only: the text of an engine's message might repeat what was written.
    return { state: 'failed', reason: error instanceof Error ? error.name : 'unknown', engine: 'none' }
  }
}

// Nothing to be seen where something lies over the form is no empty answer.
function underCover(reading: Reading): Reading {
  if (reading.state === 'failed') return reading
  if (reading.state !== 'blank') return { ...reading, covered: true }
  const { engine, marks } = reading
  return { state: 'unclear', candidates: [], engine, ...(marks === undefined ? {} : { marks }), covered: true }
}

type Reader = (
  page: FittedPage,
  field: LayoutField,
  context: ReadingContext,
  engines: Engines,
  covered: BoxMm | null,
) => Reading | Promise<Reading>

const readers: Record<LayoutField['kind'], Reader> = {
  choice: readMarks,
  signature: readSignature,
  comb: readCells,
  grid: readCells,
  line: readLine,
}
