import { XianceError } from '../contract/errors.ts'
import { switchNames, type Alarm, type AlarmCode, type Operation, type SwitchName } from '../contract/operation.ts'
import type { Store } from '../contract/store.ts'
import type { OfficeEvents } from './officeEvents.ts'

/** What runs, what a person has paused, and what waits by itself because it cannot be done. */
export interface OperationDesk {
  paused(part: SwitchName): boolean
  /** Intake cannot go on, or can again (null). Told once for each change. */
  alarm(code: AlarmCode | null, path: string): void
  view(): Promise<Operation>
  set(part: SwitchName, paused: boolean, by: string): Promise<void>
}

export async function openOperation(
  store: Store,
  events: OfficeEvents,
  clock: () => number,
  onError: (error: unknown) => void,
): Promise<OperationDesk> {
  const off = new Set(await store.pausedParts())
  let alarm: Alarm | null = null
  const view = async (): Promise<Operation> => {
    const { open } = await store.jobsOpen()
    return {
      intake: { paused: off.has('intake'), alarm },
      reading: { paused: off.has('reading'), waiting: open },
    }
  }
  const tell = (): void => {
    view().then((operation) => events.emit({ type: 'operation', operation }), onError)
  }
  return {
    paused: (part) => off.has(part),
    alarm(code, path) {
      if (code === (alarm?.code ?? null)) return
      alarm = code === null ? null : { code, path, since: new Date(clock()).toISOString() }
      if (code !== null) onError(new XianceError(code, { path }))
      tell()
    },
    view,
    async set(part, paused, by) {
      if (!switchNames.includes(part) || off.has(part) === paused) return
      const at = new Date(clock()).toISOString()
      await store.transaction(async (tx) => {
        await tx.setPaused(part, paused)
        await tx.addAudit({ at, who: by, what: `${part}.${paused ? 'paused' : 'resumed'}`, ids: {} })
      })
      if (paused) off.add(part)
      else off.delete(part)
      tell()
    },
  }
}
