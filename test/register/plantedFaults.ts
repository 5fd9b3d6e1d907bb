import { findingCodes, type FindingCode } from '../../src/contract/finding.ts'
import type { Sheet } from '../../src/paper/scan/compose.ts'
import { soften } from '../../src/paper/scan/soften.ts'
import type { Fault } from './plantedScans.ts'

const grey = { mode: 'grey', backing: 40 } as const
const sound = { streaks: 0, fade: 0, holes: false, staple: false, stain: false } as const

/** Faults that are found without looking at what was written. */
export type PlantedCode = Exclude<FindingCode, 'INK_DOTTED'>
export const plantedCodes = findingCodes.filter((code) => code !== 'INK_DOTTED')

/** One fault of each kind, as the simulator makes it or as it is drawn by hand. */
export const plantedFaults: Readonly<Record<PlantedCode, Fault>> = {
  // Most of what the simulator calls a streak is lighter than white paper, and leaves nothing to be seen.
  STREAK: { setting: grey, plan: sound, picture: (data, w) => streak(data, w, Math.round(0.31 * w)) },
  PRINT_LIGHT: { setting: grey, plan: { ...sound, fade: 0.65 } },
  EDGE_CUT: { setting: grey, plan: { ...sound, skewDeg: 0.4, shift: { x: 13, y: 0 } } },
  CORNER_FOLDED: { setting: grey, plan: sound, sheet: foldCorner },
  STRETCHED: { setting: grey, plan: { ...sound, scale: { x: 1, y: 1.02 } } },
  SCALED: { setting: grey, plan: { ...sound, scale: { x: 0.94, y: 0.94 } } },
  PHOTOCOPY: { setting: grey, plan: sound, sheet: copy },
  RESOLUTION_LOW: { setting: { ...grey, dpi: 150 as never }, plan: sound },
  BLURRED: { setting: grey, plan: sound, picture: (data, w, h, pxPerMm) => defocus(data, w, h, pxPerMm > 9 ? 10 : 7) },
  TURNED: { setting: grey, plan: { ...sound, turn: 180 } },
  MARKER_COVERED: { setting: grey, plan: { ...sound, lost: 1 } },
  CODE_UNREADABLE: { setting: grey, plan: sound, sheet: coverCode },
}

// A hair on the glass: two columns, 40 grey levels.
function streak(data: Uint8Array, widthPx: number, at: number): void {
  for (let i = at; i < data.length; i += widthPx) for (const k of [i, i + 1]) data[k] = Math.max(0, data[k]! - 40)
}

// The bottom left corner turned up: the lid where it was, the back of the paper over what it covers.
function foldCorner({ widthPx, heightPx, data }: Sheet, pxPerMm: number, backing: number): void {
  const leg = Math.round(18 * pxPerMm)
  for (let dy = 0; dy < leg; dy++)
    for (let dx = 0; dx < leg; dx++) {
      const i = (heightPx - 1 - dy) * widthPx + dx
      data[i] = dx + dy < leg ? backing : 247
    }
}

// A copier of some age: greys go white or black, edges run, specks.
function copy({ widthPx, heightPx, data }: Sheet): void {
  soften(data, widthPx, heightPx, 0.9)
  for (let i = 0; i < data.length; i++) data[i] = Math.min(250, Math.max(12, (data[i]! - 95) * 4))
  soften(data, widthPx, heightPx, 0.9)
  for (let k = 0, at = 7; k < 900; k++, at = (Math.imul(at, 1_103_515_245) + 12_345) >>> 0) data[at % data.length] = 20
}

function defocus(data: Uint8Array, widthPx: number, heightPx: number, rounds: number): void {
  for (let round = 0; round < rounds; round++) soften(data, widthPx, heightPx, 1)
}

function coverCode({ widthPx, data }: Sheet, pxPerMm: number): void {
  for (let y = Math.round(11 * pxPerMm); y < 35 * pxPerMm; y++)
    data.fill(236, y * widthPx + Math.round(166 * pxPerMm), y * widthPx + Math.round(190 * pxPerMm))
}
