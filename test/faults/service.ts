import { readdir } from 'node:fs/promises'
import { startOffice } from '../../src/pipeline/startOffice.ts'
import { foldersIn, pause, quickConfig, type QuickConfig } from './quickOffice.ts'
import { stepping, type Step } from './stepping.ts'

/** What a service of the kill test is told: its data folder, where to die (the `nth` time at `step`), its settings. */
export interface ServiceOrder {
  readonly data: string
  readonly dieAt: { readonly step: Step; readonly nth: number } | null
  /** Ends by itself when the inbox is empty and no job is left. */
  readonly untilIdle?: boolean
  readonly readerModule: string
  readonly migrations: string
  readonly settings?: QuickConfig['settings']
}

/**
 * The service as a process of its own, as `xiance serve` starts it, without the screens: the product carries no switch for
 * dying, this entry brings the hook. Says `ready` when it watches its inbox.
 */
const order = JSON.parse(process.argv[2]!) as ServiceOrder
let left = order.dieAt?.nth ?? 0
const at = (step: Step): void => {
  if (step === order.dieAt?.step && --left === 0) process.kill(process.pid, 'SIGKILL')
}
const { readerModule, migrations, settings } = order
const started = await startOffice(
  quickConfig(order.data, {
    readerModule,
    migrations,
    ...(settings === undefined ? {} : { settings }),
    overrides: { onStep: at },
    around: stepping(at),
    onError: (error) => process.stderr.write(`${String(error)}\n`),
  }),
)
await started.office.watchInbox()
process.send?.({ ready: true })
process.on('disconnect', () => process.exit(1))
if (order.untilIdle === true) {
  const { inbox } = foldersIn(order.data)
  while ((await readdir(inbox)).length > 0 || (await started.store.jobsOpen()).open > 0) await pause(50)
  await started.close()
  process.exit(0)
}
