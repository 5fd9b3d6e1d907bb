import type { Campaign } from './form.ts'
import type { BlankPage, PageImage } from './image.ts'
import type { Diagnosis } from './finding.ts'
import type { ByHand } from './handFit.ts'
import type { Bilingual, Layout, LayoutPage } from './layout.ts'
import type { Fit, FoundCode, PageCode, PageKind } from './page.ts'
import type { StepsTask } from './pageSteps.ts'
import type { Reading } from './reading.ts'
import type { FileReason, PageReason } from './reasons.ts'
import type { SeenPage, Turn } from './stack.ts'

/** A scan fitted to its layout: what readers look at. Fields are sampled from `image` through `fit`. */
export interface FittedPage {
  readonly image: PageImage
  readonly fit: Fit
  readonly blank: BlankPage
  readonly layout: LayoutPage
}

/** What a reader may know beyond the ink. */
export interface ReadingContext {
  readonly campaign: Pick<Campaign, 'window'>
}

/** One page to be digitised by a reader process. Only paths and numbers cross the process boundary. */
export interface DigitizeTask {
  /** Original blob. */
  readonly path: string
  readonly mime: string
  /** Page in the file, from 0. */
  readonly index: number
  /** Where to write the image for the screen. */
  readonly viewPath: string
  /** Where to keep the pictures of the steps when the page is in trouble; without it nobody keeps any. */
  readonly stepsPath?: string
  /** The code that the first look found; without it the page is looked at anew. */
  readonly found?: Pick<FoundCode, 'cornersPx'> & { readonly code: PageCode }
  /** What a person said of it: which page it is, and where it lies. Goes before anything that was found. */
  readonly byHand?: ByHand
  /** Where the first look leaves the decoded pixels, and reading finds them: no page is decoded twice. */
  readonly decodedPath?: string
}

/** What the first look at a page of a stack says. */
export interface SortResult {
  readonly seen: SeenPage
  readonly turn: Turn
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number | null
  /** Of a page that is neither one of ours nor bare paper. */
  readonly diagnosis?: Diagnosis
}

/** One file to be opened by a reader process: how many pages, or why not. */
export interface InspectTask {
  readonly path: string
  readonly mime: string
}

export type InspectResult =
  | { readonly state: 'pages'; readonly pages: number }
  | { readonly state: 'refused'; readonly reason: FileReason }

/** What a reader process answers: `src/pipeline/worker.ts` is the real one, tests bring readers that crash and hang. */
export interface ReaderModule {
  inspect(task: InspectTask): Promise<InspectResult>
  /** A first look, a tenth of the time of reading: all pages of a file are looked at before any is read. */
  sort(task: DigitizeTask): Promise<SortResult>
  digitize(task: DigitizeTask): Promise<DigitizeResult>
  /** Draws the steps of a page once more into the file of the task; `false` when its pixels cannot be had any more. */
  drawSteps(task: StepsTask): Promise<boolean>
}

/** Milliseconds each stage took. */
export type StageMs = Partial<
  Record<'decode' | 'sort' | 'register' | 'diagnose' | 'marks' | 'cells' | 'lines' | 'view' | 'steps', number>
>

export type DigitizeResult = {
  readonly kind: PageKind
  readonly code: PageCode | null
  readonly widthPx: number
  readonly heightPx: number
  readonly dpi: number | null
  readonly ms: StageMs
  /** What is wrong with the scan; absent for a page that nobody looked at closely. */
  readonly diagnosis?: Diagnosis
} & (
  | { readonly state: 'read'; readonly fit: Fit; readonly readings: Readonly<Record<string, Reading>> }
  | { readonly state: 'blank' }
  | { readonly state: 'held'; readonly reason: PageReason; readonly fit: Fit | null }
)

/** A form as printed in one language: `blankPaths[i]` is a grey PNG of page i + 1 at the form's `blankPxPerMm`. */
export interface KnownPrint {
  readonly lang: 'zh' | 'en'
  readonly blankPaths: readonly string[]
}

/** A form version as the readers need it. The languages it is printed in share one layout, not their words. */
export interface KnownForm {
  readonly title: Bilingual
  readonly layout: Layout
  readonly campaign: Campaign
  readonly prints: readonly KnownPrint[]
  readonly blankPxPerMm: number
}
