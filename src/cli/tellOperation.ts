import type { RunningOffice } from '../contract/office.ts'
import type { CommandContext } from './command.ts'

/**
 * Says in the terminal what is paused, at the start too, and what goes on again; alarms themselves are told as errors. Call the
 * answer to stop.
 */
export async function tellOperation(
  office: Pick<RunningOffice, 'subscribe' | 'operation'>,
  { note, words }: CommandContext,
): Promise<() => void> {
  const { resumed, intakePaused, intakeResumed, readingPaused, readingResumed } = words.serve
  let last = await office.operation()
  if (last.intake.paused) note(intakePaused)
  if (last.reading.paused) note(readingPaused)
  return office.subscribe((event) => {
    if (event.type !== 'operation') return
    const { intake, reading } = event.operation
    if (last.intake.alarm !== null && intake.alarm === null) note(resumed)
    if (intake.paused !== last.intake.paused) note(intake.paused ? intakePaused : intakeResumed)
    if (reading.paused !== last.reading.paused) note(reading.paused ? readingPaused : readingResumed)
    last = event.operation
  })
}
