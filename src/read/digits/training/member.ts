import { fitNet, type FitPlan } from './fit.ts'
import { loadMnist } from './mnist.ts'

/** One net of the ensemble in a process of its own: nothing is shared, so the order of events changes nothing. */
const plan = JSON.parse(process.argv[2]!) as FitPlan
let told = 0
const weights = fitNet(plan, loadMnist('train'), (done, loss) => {
  if (done - told < 0.01) return
  told = done
  process.send!({ progress: { ink: plan.ink, seed: plan.seed, done, loss } })
})
const cpu = process.cpuUsage()
process.send!({ weights, cpuSeconds: (cpu.user + cpu.system) / 1e6 })
