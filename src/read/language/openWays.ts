import type { Ways } from './ways.ts'

/** Ways while they are found. Plain columns that double together: every word of every cell is put in. */
export interface OpenWays {
  readonly add: (from: number, to: number, kind: number, ink: number, logP: number, last: number) => void
  /** Its index. */
  readonly step: (before: number, cell: number, choice: number) => number
  readonly all: () => Ways
}

export function openWays(): OpenWays {
  let count = 0
  let from = new Int32Array(ROOM)
  let to = new Int32Array(ROOM)
  let kind = new Uint8Array(ROOM)
  let ink = new Float64Array(ROOM)
  let logP = new Float64Array(ROOM)
  let last = new Int32Array(ROOM)
  let steps = 0
  let stepBefore = new Int32Array(ROOM)
  let stepCell = new Int32Array(ROOM)
  let stepChoice = new Uint8Array(ROOM)

  function lengthenWays(): void {
    const room = count * 2
    from = longer(from, new Int32Array(room))
    to = longer(to, new Int32Array(room))
    kind = longer(kind, new Uint8Array(room))
    ink = longer(ink, new Float64Array(room))
    logP = longer(logP, new Float64Array(room))
    last = longer(last, new Int32Array(room))
  }

  function lengthenSteps(): void {
    const room = steps * 2
    stepBefore = longer(stepBefore, new Int32Array(room))
    stepCell = longer(stepCell, new Int32Array(room))
    stepChoice = longer(stepChoice, new Uint8Array(room))
  }

  return {
    add(itsFrom, itsTo, itsKind, itsInk, itsLogP, itsLast) {
      if (count === from.length) lengthenWays()
      from[count] = itsFrom
      to[count] = itsTo
      kind[count] = itsKind
      ink[count] = itsInk
      logP[count] = itsLogP
      last[count] = itsLast
      count++
    },
    step(before, cell, choice) {
      if (steps === stepBefore.length) lengthenSteps()
      stepBefore[steps] = before
      stepCell[steps] = cell
      stepChoice[steps] = choice
      return steps++
    },
    all: () => ({
      count,
      from: from.subarray(0, count),
      to: to.subarray(0, count),
      kind: kind.subarray(0, count),
      ink: ink.subarray(0, count),
      logP: logP.subarray(0, count),
      last: last.subarray(0, count),
      stepBefore: stepBefore.subarray(0, steps),
      stepCell: stepCell.subarray(0, steps),
      stepChoice: stepChoice.subarray(0, steps),
    }),
  }
}

const ROOM = 4096

function longer<T extends { set(values: T): void }>(values: T, into: T): T {
  into.set(values)
  return into
}
