import { compareBaseline } from '../bench/compareBaseline.ts'
import type { WrittenLetter } from '../bench/readLetters.ts'
import { baselineFigures, emptyTally, spread } from '../bench/tally.ts'
import { forEngines, type BaselineEngine, type SeverityFigures } from '../contract/bench.ts'
import type { KnownForm } from '../contract/digitize.ts'
import type { BaselinePage, BaselineTask } from './baselineReader.ts'
import { onAllCores } from './onAllCores.ts'

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
  const tasks = wishes.map(({ task }): BaselineTask => {
    const { form: id, version } = task.code
    const form = forms.find(({ layout }) => layout.form === id && layout.version === version)!
    return { ...task, form, modelsPath }
  })
  const read = await onAllCores<BaselinePage>(new URL('baselineReader.ts', import.meta.url), tasks, onProgress)
  const pages = read.map((page, i) => ({ letter: wishes[i]!.letter, page }))
  return {
    baselines: forEngines((engine) => figuresOf(engine, pages, forms, letters)),
    baselineMsPerPage: forEngines((engine) => spread(pages.map(({ page }) => page.ms[engine]))),
  }
}

export const noBaselines: Baselines = {
  baselines: forEngines(() => null),
  baselineMsPerPage: forEngines(() => null),
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
    compareBaseline(tally, engine, layout, truth, new Map(texts))
  }
  return baselineFigures(tally)
}
