import type { GrayImage } from '../../contract/image.ts'
import { fileURLToPath } from 'node:url'
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'

export interface PrintedCharacter {
  readonly text: string
  /** 0..1 as the engine says. */
  readonly confidence: number
}

/** What the print engine made of a picture of one line. */
export interface PrintedLine {
  readonly text: string
  readonly confidence: number
  readonly characters: readonly PrintedCharacter[]
}

/** A reader of printed text. Opened with the first line it is asked for: most letters have no print to read. */
export interface PrintReader {
  readonly id: string
  read(line: GrayImage, language: string): Promise<PrintedLine>
  close(): Promise<void>
}

/** `folderOf` gives the folder that holds `LANGUAGE.traineddata.gz`, checked; nothing is ever fetched. */
export function openPrintReader(folderOf: (language: string) => Promise<string>): PrintReader {
  const workers = new Map<string, Promise<Worker>>()

  async function open(language: string): Promise<Worker> {
    const worker = await createWorker(language, OEM.LSTM_ONLY, {
      langPath: await folderOf(language),
      gzip: true,
      // Neither read from nor written to the working folder.
      cacheMethod: 'none',
      workerPath: fileURLToPath(new URL('printWorker.js', import.meta.url)),
      // Without one, a refused picture is thrown where nobody can catch it, beside rejecting the call.
      errorHandler: () => undefined,
    })
    await worker.setParameters({ tessedit_pageseg_mode: PSM.SINGLE_LINE, user_defined_dpi: '300' })
    return worker
  }

  function workerFor(language: string): Promise<Worker> {
    const running = workers.get(language)
    if (running !== undefined) return running
    const opening = open(language)
    workers.set(language, opening)
    // A language that could not be opened may be tried again.
    opening.catch(() => workers.delete(language))
    return opening
  }

  async function read(line: GrayImage, language: string): Promise<PrintedLine> {
    const worker = await workerFor(language)
    const { data } = await worker.recognize(portableGrayMap(line), {}, { text: true, blocks: true })
    const words = (data.blocks ?? []).flatMap((block) =>
      block.paragraphs.flatMap((paragraph) => paragraph.lines.flatMap((found) => found.words)),
    )
    return {
      text: data.text.trim(),
      confidence: words.length === 0 ? 0 : data.confidence / 100,
      characters: words.flatMap((word) =>
        word.symbols.map((symbol) => ({ text: symbol.text, confidence: symbol.confidence / 100 })),
      ),
    }
  }

  async function close(): Promise<void> {
    const opened = await Promise.allSettled(workers.values())
    workers.clear()
    for (const one of opened) if (one.status === 'fulfilled') await one.value.terminate()
  }

  return { id: 'tesseract', read, close }
}

// PGM: raw grey with a header of one line; no PNG is made to be unpacked again at once.
function portableGrayMap(image: GrayImage): Buffer {
  return Buffer.concat([Buffer.from(`P5\n${image.widthPx} ${image.heightPx}\n255\n`), image.data])
}
