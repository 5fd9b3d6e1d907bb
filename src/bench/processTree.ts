import { readdirSync, readFileSync } from 'node:fs'

export interface TreeUsage {
  /** CPU seconds of this process and everything below it that is still alive. */
  readonly cpuSeconds: number
  /** Largest resident memory of any one of them; of this process; of any one below it. */
  readonly maxRssMb: number
  readonly ownRssMb: number
  readonly belowRssMb: number
}

// Linux counts CPU time in 1/100 s for programs, whatever the kernel does inside (man 5 proc, USER_HZ).
const TICKS_PER_SECOND = 100
const PAGE_BYTES = 4096

/** What this process and its descendants have used; null where there is no /proc. */
export function processTreeUsage(root = process.pid): TreeUsage | null {
  let entries: { pid: number; parent: number; cpu: number; rssMb: number }[]
  try {
    entries = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => statOf(Number(name)))
  } catch {
    return null
  }
  const below = new Set([root])
  // Children have larger ids than their parents but for wrap-around; repeat until nothing is added.
  for (let size = 0; size !== below.size;) {
    size = below.size
    for (const { pid, parent } of entries) if (below.has(parent)) below.add(pid)
  }
  const tree = entries.filter(({ pid }) => below.has(pid))
  return {
    cpuSeconds: tree.reduce((sum, { cpu }) => sum + cpu, 0),
    maxRssMb: Math.max(...tree.map(({ rssMb }) => rssMb)),
    ownRssMb: tree.find(({ pid }) => pid === root)?.rssMb ?? 0,
    belowRssMb: Math.max(0, ...tree.filter(({ pid }) => pid !== root).map(({ rssMb }) => rssMb)),
  }
}

/** Watches this process and its descendants until `stop`, which answers what they used meanwhile; null without /proc. */
export function watchProcessTree(): { stop(): TreeUsage | null } {
  const before = processTreeUsage()
  const peak = { maxRssMb: 0, ownRssMb: 0, belowRssMb: 0 }
  const look = (now: TreeUsage | null): void => {
    for (const name of ['maxRssMb', 'ownRssMb', 'belowRssMb'] as const)
      peak[name] = Math.max(peak[name], now?.[name] ?? 0)
  }
  const timer = setInterval(() => look(processTreeUsage()), 250)
  return {
    stop() {
      clearInterval(timer)
      const after = processTreeUsage()
      if (before === null || after === null) return null
      look(after)
      return { ...peak, cpuSeconds: after.cpuSeconds - before.cpuSeconds }
    },
  }
}

function statOf(pid: number): { pid: number; parent: number; cpu: number; rssMb: number }[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces: fields are counted from behind it.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const cpu = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
    return [{ pid, parent: Number(fields[1]), cpu, rssMb: (Number(fields[21]) * PAGE_BYTES) / 1e6 }]
  } catch {
    // It ended between the listing and the look.
    return []
  }
}
