import './quiet.ts'
import { readFile } from 'node:fs/promises'
import type {
  DigitizeResult,
  DigitizeTask,
  InspectResult,
  InspectTask,
  KnownForm,
  SortResult,
} from '../contract/digitize.ts'
import type { StepsTask } from '../contract/pageSteps.ts'
import { inspectFile } from '../intake/inspectFile.ts'
import { openEngines } from '../read/engines/openEngines.ts'
import { askPrint } from './askPrint.ts'
import { digitizePage, type DigitizeTools } from './digitizePage.ts'
import { openFormShelf } from './formShelf.ts'
import { sortTask } from './sortTask.ts'
import { stepsTask } from './stepsTask.ts'

/** What a reader process is told when it starts: the path of a file with this is its first argument. */
export interface ReaderSetup {
  readonly forms: readonly KnownForm[]
  readonly megapixels: number
  readonly modelsPath?: string
}

export async function inspect(task: InspectTask): Promise<InspectResult> {
  return inspectFile(task)
}

export async function sort(task: DigitizeTask): Promise<SortResult> {
  return sortTask(task, await tools())
}

export async function digitize(task: DigitizeTask): Promise<DigitizeResult> {
  return digitizePage(task, await tools())
}

export async function drawSteps(task: StepsTask): Promise<boolean> {
  return stepsTask(task, await tools())
}

let opening: Promise<DigitizeTools> | null = null

function tools(): Promise<DigitizeTools> {
  opening ??= open()
  return opening
}

// Engines get ready before the first page comes; what fails here fails again, and is told, with the first page.
tools().catch(() => undefined)

async function open(): Promise<DigitizeTools> {
  const setup = JSON.parse(await readFile(process.argv[2]!, 'utf8')) as ReaderSetup
  const engines = await openEngines({ ...setup, print: askPrint() })
  return { forms: openFormShelf(setup.forms), engines, megapixels: setup.megapixels }
}
