/** 95 % interval of a share found by counting (Wilson 1927); null when nothing was counted. Counts may be weighted. */
export function wilson(hits: number, count: number): readonly [number, number] | null {
  if (count === 0) return null
  const share = hits / count
  const middle = share + Z ** 2 / (2 * count)
  const half = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2))
  const scale = 1 + Z ** 2 / count
  return [Math.max(0, (middle - half) / scale), Math.min(1, (middle + half) / scale)]
}

/** How many must be looked at, with nothing wrong among them, before the upper end of the interval is no more than this. */
export function leastFor(target: number): number {
  return Math.ceil((Z ** 2 * (1 - target)) / target)
}

const Z = 1.96
