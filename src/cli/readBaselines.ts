import { availableParallelism } from 'node:os'
import { Tinypool } from 'tinypool'
import { compareBaseline } from '../bench/compareBaseline.ts'
import type { WrittenLetter } from '../bench/readLetters.ts'
import { baselineFigures, emptyTally, spread } from '../bench/tally.ts'
import type { BaselineEngine, SeverityFigures } from '../contract/bench.ts'
import type { KnownForm } from '../contract/digitize.ts'
import type { BaselinePage, BaselineTask } from './baselineReader.ts'

/** A page to be read again, and of which letter it is. */
export interface BaselineWish {
  readonly letter: number
  readonly task: Omit<BaselineTask, 'form' | 'modelsPath'>
}

type Baselines = Pick<SeverityFigures, 'baselines' | 'baselineMsPerPage'>

/** Reads the crops of the measured pages by each engine alone, on all cores; the product must be closed by then. */
export async function readBaselines(
  wishes: readonly BaselineWish[],
  forms: readonly KnownForm[],
  letters: readonly WrittenLetter[],
  modelsPath: string,
  onProgress: (done: number, total: number) => void,
): Promise<Baselines> {
  const threads = Math.max(1, Math.min(availableParallelism(), wishes.length))
  const pool = new Tinypool({
    filename: new URL('baselineReader.ts', import.meta.url).href,
    runtime: 'child_process',
    minThreads: threads,
    maxThreads: threads,
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
  let done = 0
  try {
    const pages = await Promise.all(
      wishes.map(async ({ letter, task }) => {
        const { form: id, version } = task.code
        const form = forms.find(({ layout }) => layout.form === id && layout.version === version)!
        const page = (await pool.run({ ...task, form, modelsPath } satisfies BaselineTask)) as BaselinePage
        onProgress(++done, wishes.length)
        return { letter, page }
      }),
    )
    const of = <T>(make: (engine: BaselineEngine) => T): Record<BaselineEngine, T> => ({
      tesseract: make('tesseract'),
      ppocrLines: make('ppocrLines'),
    })
    return {
      baselines: of((engine) => figuresOf(engine, pages, forms, letters)),
      baselineMsPerPage: of((engine) => spread(pages.map(({ page }) => page.ms[engine]))),
    }
  } finally {
    await pool.destroy()
  }
}

export const noBaselines: Baselines = {
  baselines: { tesseract: null, ppocrLines: null },
  baselineMsPerPage: { tesseract: null, ppocrLines: null },
}

function figuresOf(
  engine: BaselineEngine,
  pages: readonly { letter: number; page: BaselinePage }[],
  forms: readonly KnownForm[],
  letters: readonly WrittenLetter[],
): ReturnType<typeof baselineFigures> {
  const tally = emptyTally()
  for (const [i, { truth }] of letters.entries()) {
    const { layout } = forms.find((form) => form.layout.form === truth.form && form.layout.version === truth.version)!
    const texts = pages.filter(({ letter }) => letter === i).flatMap(({ page }) => Object.entries(page.texts[engine]))
    compareBaseline(tally, layout, truth, new Map(texts))
  }
  return baselineFigures(tally)
}
