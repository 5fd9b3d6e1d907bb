import type { Calibration } from '../contract/calibration.ts'
import { acceptFrom, type KindCount } from '../judge/calibrate.ts'
import { isOfAHand } from '../judge/calibration.ts'
import { targetOfKind } from '../judge/thresholds.ts'
import type { CliWords } from '../locale/zh/cli.ts'
import { table } from './table.ts'

/** What each kind was learnt from, and from which score on its readings may stand. */
export function calibrationTable(
  { kinds }: Calibration,
  counts: Readonly<Record<string, KindCount>>,
  words: CliWords['calibrate'],
): string {
  const rows = [...new Set([...Object.keys(kinds), ...Object.keys(counts)])].map((kind) => {
    const { readings = 0, wrong = 0, refitted = false } = counts[kind] ?? {}
    const target = targetOfKind(kind)
    const accept = target === null || kinds[kind] === undefined ? null : acceptFrom(kinds[kind], target)
    // There the reader's own word counts as well, and how many pass both is not known from the curve.
    const ownWord = isOfAHand(kind) && target !== null ? 1 - target : 0
    return [
      kind,
      readings,
      wrong,
      refitted ? words.yes : words.no,
      target === null ? words.alwaysPerson : percent(target),
      accept === null ? '–' : Math.max(accept.score, ownWord).toFixed(6),
      accept === null || ownWord > accept.score ? '–' : percent(accept.share),
      accept === null ? '–' : percent(accept.stated),
    ]
  })
  const { kind, readings, wrong, refitted, target, threshold, stands, stated } = words
  return table([kind, readings, wrong, refitted, target, threshold, stands, stated], rows)
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}
