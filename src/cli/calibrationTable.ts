import type { Calibration, CurveStep } from '../contract/calibration.ts'
import { acceptFrom, acceptOfAHandFrom, type KindCount } from '../judge/calibrate.ts'
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
    const curve = kinds[kind]
    const accept = target === null || curve === undefined ? null : acceptedBy(kind, curve, target)
    return [
      kind,
      readings,
      wrong,
      refitted ? words.yes : words.no,
      target === null ? words.alwaysPerson : percent(target),
      accept === null ? '–' : accept.score.toFixed(6),
      accept === null ? '–' : percent(accept.share),
      accept === null ? '–' : percent(accept.stated),
    ]
  })
  const { kind, readings, wrong, refitted, target, threshold, stands, stated } = words
  return table([kind, readings, wrong, refitted, target, threshold, stands, stated], rows)
}

interface Accepted {
  readonly score: number
  /** null where the curve alone does not say. */
  readonly share: number | null
  readonly stated: number | null
}

function acceptedBy(kind: string, curve: readonly CurveStep[], target: number): Accepted | null {
  if (!isOfAHand(kind)) return acceptFrom(curve, target)
  const score = acceptOfAHandFrom(curve, target)
  return score === null ? null : { score, share: null, stated: null }
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(2)}%`
}
