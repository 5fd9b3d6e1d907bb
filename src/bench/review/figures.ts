import type { BenchReviewReport, FieldKeys } from '../../contract/benchReview.ts'
import type { LetterView } from '../../contract/letter.ts'
import type { TruthLetter } from '../../contract/truth.ts'
import { stands } from '../compareLetter.ts'
import { spread } from '../tally.ts'
import type { ScreenWork } from './reviewGroups.ts'
import type { RecordWork } from './reviewLetters.ts'

type RecordFigures = Pick<
  BenchReviewReport,
  'letters' | 'keysPerLetterMedian' | 'keysPerLetterMean' | 'keysPerRightFieldMean' | 'keysByPurpose' | 'keysByField'
>

/** Keys per letter, and where they went. A save counts for its letter; where it also accepts the field in hand, for that field. */
export function recordFigures({ letters, keys, fields }: RecordWork): RecordFigures {
  const keysByPurpose: Record<string, number> = {}
  for (const { what } of keys) keysByPurpose[what] = (keysByPurpose[what] ?? 0) + 1
  const perLetter = letters.map((letter) => keys.filter((key) => key.letter === letter).length)
  const keysByField: Record<string, FieldKeys> = {}
  for (const { letter, field, group, right } of fields) {
    const own = keys.filter((key) => key.letter === letter && key.field === field && key.accepts)
    const counts = (keysByField[group] ??= { fields: 0, right: 0, keysWhereRight: 0, keysWhereWrong: 0 })
    counts.fields++
    if (right) counts.right++
    counts[right ? 'keysWhereRight' : 'keysWhereWrong'] += own.length
  }
  const groups = Object.values(keysByField)
  const sum = (of: (group: FieldKeys) => number): number => groups.reduce((total, group) => total + of(group), 0)
  const right = sum((group) => group.right)
  return {
    letters: letters.length,
    keysPerLetterMedian: medianOf(perLetter),
    keysPerLetterMean: letters.length === 0 ? null : keys.length / letters.length,
    keysPerRightFieldMean: right === 0 ? null : sum((group) => group.keysWhereRight) / right,
    keysByPurpose,
    keysByField,
  }
}

type GroupFigures = Pick<
  BenchReviewReport,
  | 'keysPerFieldGroupMedian'
  | 'keysPerFieldGroupMean'
  | 'keysPerScreenGroupMedian'
  | 'screensGroup'
  | 'cropsGroup'
  | 'rightScreensGroup'
  | 'keysPerRightScreenGroupMean'
>

/** The median is over crops: each costs its part of the keys of its screen. */
export function groupFigures(screens: readonly ScreenWork[]): GroupFigures {
  const crops = screens.reduce((sum, screen) => sum + screen.crops, 0)
  const keys = screens.reduce((sum, screen) => sum + screen.keys, 0)
  const right = screens.filter(({ odd }) => odd === 0)
  return {
    keysPerFieldGroupMedian: medianOf(
      screens.flatMap((screen) => Array.from({ length: screen.crops }, () => screen.keys / screen.crops)),
    ),
    keysPerFieldGroupMean: crops === 0 ? null : keys / crops,
    keysPerScreenGroupMedian: medianOf(screens.map((screen) => screen.keys)),
    screensGroup: screens.length,
    cropsGroup: crops,
    rightScreensGroup: right.length,
    keysPerRightScreenGroupMean:
      right.length === 0 ? null : right.reduce((sum, screen) => sum + screen.keys, 0) / right.length,
  }
}

type WrongFigures = Pick<BenchReviewReport, 'wrongAfterReview' | 'fieldsAfterReview' | 'wrongUnseen'>

/** Fields of the pages that were sent, by what stands in them now. */
export function wrongFigures(letters: readonly { view: LetterView; truth: TruthLetter }[]): WrongFigures {
  const fields = letters.flatMap(({ view, truth }) => {
    const sent = new Set(truth.pages.map(({ page }) => page))
    return view.fields.flatMap((field) => {
      const meant = truth.fields[field.id]
      return meant === undefined || !sent.has(field.page) ? [] : [{ field, right: stands(field, meant) }]
    })
  })
  const wrong = fields.filter(({ right }) => !right)
  return {
    wrongAfterReview: wrong.length,
    fieldsAfterReview: fields.length,
    wrongUnseen: wrong.filter(({ field }) => field.decision.how === 'machine').length,
  }
}

export function medianOf(values: readonly number[]): number | null {
  return spread(values)?.median ?? null
}
