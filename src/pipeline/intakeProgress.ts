import type { ArrivalView } from '../contract/letter.ts'
import type { IntakeProgress } from '../contract/office.ts'
import type { OfficeEvents } from './officeEvents.ts'

export interface ProgressOfIntake {
  /** A file is durable or refused. */
  stored(arrival: ArrivalView): void
  /** Resolves when each file is done or refused. */
  readonly done: Promise<void>
  ids(): string[]
  stop(): void
}

/** Follows the arrivals of one intake through the office's events. */
export function intakeProgress(
  filesTotal: number,
  events: OfficeEvents,
  onProgress: ((progress: IntakeProgress) => void) | undefined,
): ProgressOfIntake {
  // Events may come before `stored`: the job loop does not wait for us.
  const seen = new Map<string, ArrivalView>()
  const own = new Map<string, ArrivalView>()
  let finish: () => void = () => undefined
  const done = new Promise<void>((resolve) => (finish = resolve))
  const tell = (): void => {
    const arrivals = [...own.values()]
    const filesDone = arrivals.filter(isDone).length
    const sum = (pages: (arrival: ArrivalView) => number): number =>
      arrivals.reduce((total, arrival) => total + pages(arrival), 0)
    onProgress?.({
      filesTotal,
      filesStored: own.size,
      filesDone,
      pagesTotal: sum(({ pages }) => pages.total),
      pagesDone: sum(({ pages }) => pages.total - pages.queued),
    })
    if (own.size === filesTotal && filesDone === filesTotal) finish()
  }
  const stop = events.subscribe((event) => {
    if (event.type !== 'arrival') return
    const { arrival } = event
    const before = own.get(arrival.id)
    if (before === undefined) seen.set(arrival.id, arrival)
    else {
      own.set(arrival.id, newer(before, arrival))
      tell()
    }
  })
  tell()
  return {
    stored(arrival) {
      own.set(arrival.id, newer(arrival, seen.get(arrival.id) ?? arrival))
      seen.delete(arrival.id)
      tell()
    },
    done,
    ids: () => [...own.keys()],
    stop,
  }
}

/** Views are made at different moments and may arrive out of order: done is done. */
function newer(before: ArrivalView, after: ArrivalView): ArrivalView {
  return isDone(before) && !isDone(after) ? before : after
}

function isDone(arrival: ArrivalView): boolean {
  return arrival.state === 'done' || arrival.state === 'refused'
}
