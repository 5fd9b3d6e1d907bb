import { Type, type Static } from 'typebox'
import type { ByHand } from './handFit.ts'
import { Finding } from './finding.ts'
import { Bilingual, FieldKind, type Layout } from './layout.ts'
import { PageView } from './letter.ts'
import type { FoundCode, Fit, PageCode } from './page.ts'
import { pageReasons } from './reasons.ts'

/** What happens to a page between the scanner and a reader of its fields, in order. */
export const stepNames = ['decoded', 'found', 'fitted', 'ink', 'crops'] as const
export const StepName = Type.Enum([...stepNames])
export type StepName = (typeof stepNames)[number]

/**
 * Why a step did not happen: what the page is held for, or what it is. NOT_READ: it was held, or waits, before anybody read it; NOT_A_FORM; BLANK_GONE: the
 * unprinted-on form is not here any more, so nothing can be drawn of what was done with it.
 */
export const stepReasons = [...pageReasons, 'NOT_READ', 'NOT_A_FORM', 'BLANK_GONE'] as const
export type StepReason = (typeof stepReasons)[number]

const PointPx = Type.Object({ x: Type.Number(), y: Type.Number() })
/** A closed line in pixels of the decoded scan: `x, y` of its corners one after another. */
const OutlinePx = Type.Array(Type.Number())

/** found: a disc, and the fit goes by it. doubtful: something was seen, and is not where the others put it. hand: a person put it there. */
export const FiducialState = Type.Enum(['found', 'doubtful', 'lost', 'hand'])
export type FiducialState = Static<typeof FiducialState>

export const SeenFiducial = Type.Object({
  id: Type.String(),
  state: FiducialState,
  /** Centre of its disc by the fit or, where there is none, by where the page seems to lie. */
  expectedPx: PointPx,
  foundPx: Type.Union([PointPx, Type.Null()]),
  /** From the one to the other, on paper; null where nothing was found. */
  errorMm: Type.Union([Type.Number(), Type.Null()]),
})
export type SeenFiducial = Static<typeof SeenFiducial>

/** What the steps measured. Places are in pixels of the decoded scan, so that nothing drawn is more exact than what was measured. */
export const SeenSteps = Type.Object({
  widthPx: Type.Integer(),
  heightPx: Type.Integer(),
  /** As the file states it. */
  dpi: Type.Union([Type.Number(), Type.Null()]),
  /** Quarter turns clockwise that set the scan upright; 0 where nothing says. */
  turn: Type.Enum([0, 1, 2, 3]),
  /** Corners of the page code, clockwise from its own top-left; null where it was not read. */
  codePx: Type.Union([OutlinePx, Type.Null()]),
  /** Where the code is printed by the layout; null where nobody knows how the page lies. */
  codePlacePx: Type.Union([OutlinePx, Type.Null()]),
  /** The edge of the page. */
  edgePx: Type.Union([OutlinePx, Type.Null()]),
  fiducials: Type.Array(SeenFiducial),
  /** Each field through the fit: its own box, and its cells or tick boxes. */
  fields: Type.Array(Type.Object({ id: Type.String(), outlinePx: OutlinePx, boxesPx: Type.Array(OutlinePx) })),
  findings: Type.Array(Type.Object({ finding: Finding, outlinePx: Type.Union([OutlinePx, Type.Null()]) })),
  fit: Type.Union([
    Type.Null(),
    Type.Object({
      errorMm: Type.Number(),
      rotationDeg: Type.Number(),
      /** Pixels of the scan for each millimetre of the form. */
      pxPerMm: Type.Number(),
      /** Farthest that paper was stretched or folded away from flat. */
      bendMm: Type.Number(),
    }),
  ]),
  /** A person said which page it is, or where it lies. */
  byHand: Type.Boolean(),
  missing: Type.Array(Type.Object({ step: StepName, why: Type.Enum([...stepReasons]) })),
  /** ISO 8601, UTC. */
  drawnAt: Type.String(),
})
export type SeenSteps = Static<typeof SeenSteps>

/** A picture as a reader process drew it. `share` of the size it was looked at in. */
export interface DrawnPicture {
  readonly widthPx: number
  readonly heightPx: number
  readonly share: number
  readonly bytes: Uint8Array
}

/** All that is drawn of one page. */
export interface DrawnSteps {
  readonly seen: SeenSteps
  readonly scan: DrawnPicture | null
  readonly ink: DrawnPicture | null
  /** By field. A field of which nothing was looked at closely, because it is bare paper, has none. */
  readonly crops: Readonly<Record<string, DrawnPicture>>
}

/** A page whose steps are to be drawn once more, as they went: what the look or the reading found is not looked for again. */
export interface StepsTask {
  readonly path: string
  readonly mime: string
  readonly index: number
  /** Where to leave them. */
  readonly stepsPath: string
  readonly code: PageCode | null
  readonly cornersPx: FoundCode['cornersPx'] | null
  readonly fit: Fit | null
  readonly byHand: ByHand | null
  /** The form of its code, as it is on record. */
  readonly layout: Layout | null
  readonly findings: readonly Finding[]
  /** Why it was not fitted, or was fitted and not read; BLANK_GONE of one that was read, should it be. */
  readonly why: StepReason
}

/** A picture in an answer: JPEG, base64. */
export const StepPicture = Type.Object({
  widthPx: Type.Integer(),
  heightPx: Type.Integer(),
  share: Type.Number(),
  jpeg: Type.String(),
})
export type StepPicture = Static<typeof StepPicture>

/** What a reader made of a crop, as far as who looks may know it. */
export const CropReading = Type.Object({
  state: Type.Enum(['read', 'blank', 'unclear', 'failed']),
  /** What stands; of an unclear one the likeliest. */
  text: Type.String(),
  /** Of a choice: the options in `text`, as they are printed. */
  ticked: Type.Optional(Type.Array(Bilingual)),
  /** What was read before rules changed it; absent when nothing did. */
  raw: Type.Optional(Type.String()),
  /** 0..1; null where nothing was read. */
  confidence: Type.Union([Type.Number(), Type.Null()]),
  engine: Type.String(),
})
export type CropReading = Static<typeof CropReading>

export const PageSteps = Type.Object({
  page: PageView,
  /** Name of the file it came in. */
  file: Type.String(),
  /** Pages of that file before and after it; null at its ends. */
  before: Type.Union([Type.String(), Type.Null()]),
  after: Type.Union([Type.String(), Type.Null()]),
  /** true: kept by the look or the reading itself. false: drawn again now, from the original and from what was measured then. */
  kept: Type.Boolean(),
  run: Type.Integer(),
  seen: SeenSteps,
  scan: Type.Union([StepPicture, Type.Null()]),
  ink: Type.Union([StepPicture, Type.Null()]),
  crops: Type.Array(
    Type.Object({
      field: Type.String(),
      label: Bilingual,
      kind: FieldKind,
      picture: Type.Union([StepPicture, Type.Null()]),
      /** Why no reading is told. role: who looks may not see readings; blind: it is keyed apart; loose: the page lies in no letter yet; null: it is told, or there is none. */
      hidden: Type.Union([Type.Enum(['role', 'blind', 'loose']), Type.Null()]),
      reading: Type.Union([CropReading, Type.Null()]),
    }),
  ),
})
export type PageSteps = Static<typeof PageSteps>
