import { fieldKind, scoreOf } from '../contract/calibration.ts'
import type { LayoutField } from '../contract/layout.ts'
import type { DecisionRow, FormRow, ReadingRow } from '../contract/rows.ts'
import type { SampleRow } from '../contract/sample.ts'
import type { StoreTransaction } from '../contract/store.ts'
import { judgeField } from '../judge/judgeField.ts'
import type { JudgeContext } from '../judge/rule.ts'
import { draw, parseShares } from '../review/draw.ts'

interface Accepted {
  readonly decisions: readonly DecisionRow[]
  readonly readings: readonly ReadingRow[]
  readonly at: string
}

/**
 * Draws fields of an accepted letter to be keyed again, in the transaction that accepts it. Drawing again adds nothing that was drawn
 * before; a sample that nobody has keyed yet follows what stands in its field now.
 */
export async function drawSamples(
  tx: StoreTransaction,
  letter: string,
  { layout, campaign }: FormRow,
  { decisions, readings, at }: Accepted,
): Promise<void> {
  const { seed, shares: text } = await tx.sampling()
  const shares = parseShares(text)
  const there = new Map((await tx.samplesOfLetter(letter)).map((row) => [row.field, row]))
  const fields = new Map(layout.pages.flatMap((page) => page.fields).map((field) => [field.id, field]))
  for (const { field: id, how, revision } of decisions) {
    const field = fields.get(id)
    if (field === undefined || how === 'none') continue
    const known = there.get(id)
    const kind = fieldKind(field)
    const drawn = known ?? draw(seed, shares, letter, { id, kind })
    if (drawn === null || (known !== undefined && known.state !== 'open')) continue
    const read = readings.find((row) => row.field === id)
    const measured = { how, revision, ...besideReading(field, read, { window: campaign.window }) }
    if (known === undefined)
      await tx.addSample({
        ...NEW,
        letter,
        field: id,
        kind,
        ...measured,
        share: drawn.share,
        turn: drawn.turn,
        drawnAt: at,
      })
    else await tx.updateSample(known.number, measured)
  }
}

/** Which reading, and its score. A field that a rule or a mark sends to a person goes there whatever its score: it has none. */
function besideReading(
  field: LayoutField,
  row: ReadingRow | undefined,
  context: JudgeContext,
): Pick<SampleRow, 'page' | 'run' | 'scoreKind' | 'score'> {
  if (row === undefined) return { page: null, run: null, scoreKind: null, score: null }
  const { page, run, reading } = row
  const scored = scoreOf(field, reading)
  const { reasons } = judgeField(field, reading, context)
  const sent = reasons.some((reason) => reason !== 'LOW_CONFIDENCE' && reason !== 'ALWAYS_PERSON')
  return { page, run, scoreKind: scored?.kind ?? fieldKind(field), score: sent ? null : (scored?.score ?? null) }
}

const NEW = {
  state: 'open',
  keying: null,
  keyedBy: null,
  keyedAt: null,
  settledBy: null,
  settledAt: null,
  machineRight: null,
  heldBy: null,
  heldUntil: null,
} as const
