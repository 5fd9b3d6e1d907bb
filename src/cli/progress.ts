import { SingleBar } from 'cli-progress'
import type { CommandContext } from './command.ts'

export interface Progress {
  update(done: number, total: number): void
  stop(): void
}

/** A moving bar on a terminal; elsewhere (a log, a pipe) a line at every tenth. */
export function startProgress(label: string, context: CommandContext): Progress {
  if (context.terminal) {
    const bar = new SingleBar({
      format: `${label} {bar} {value}/{total}  {duration_formatted}`,
      hideCursor: true,
      clearOnComplete: true,
    })
    bar.start(1, 0)
    return {
      update(done, total) {
        bar.setTotal(Math.max(total, 1))
        bar.update(done)
      },
      stop: () => bar.stop(),
    }
  }
  let tenth = -1
  return {
    update(done, total) {
      // How much there is, is not known at first.
      if (total === 0) return
      const now = Math.floor((done / total) * 10)
      if (now > tenth) context.note(`${label} ${done}/${total}`)
      tenth = Math.max(now, tenth)
    },
    stop: () => {},
  }
}

/** Shows how far `work` has come, and takes the bar away however it ends. */
export async function withProgress<T>(
  label: string,
  context: CommandContext,
  work: (update: Progress['update']) => Promise<T>,
): Promise<T> {
  const progress = startProgress(label, context)
  try {
    return await work((done, total) => progress.update(done, total))
  } finally {
    progress.stop()
  }
}
