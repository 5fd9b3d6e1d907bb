import type { GrayImage } from '../contract/image.ts'
import type { PrintedLine, PrintReader } from '../read/engines/tesseract.ts'

export interface PrintTask {
  readonly line: GrayImage
  readonly language: string
}

/** What a reader process asks the process that started it, and what it hears. `ask`: a number of the reader's own. */
export interface PrintQuestion extends PrintTask {
  readonly ask: number
}
export type PrintAnswer = { readonly ask: number } & ({ readonly read: PrintedLine } | { readonly failed: string })

/** Print as a reader process reads it: by the one process that does so for all of them (decisions/0125). */
export function askPrint(): PrintReader {
  const waiting = new Map<number, (answer: PrintAnswer) => void>()
  let asked = 0
  process.on('message', (message: Partial<PrintAnswer>) => {
    // Tasks come the same way.
    if (message.ask === undefined) return
    waiting.get(message.ask)?.(message as PrintAnswer)
    waiting.delete(message.ask)
  })
  return {
    id: 'tesseract',
    async read(line, language) {
      const question: PrintQuestion = { ask: ++asked, line, language }
      const answer = await new Promise<PrintAnswer>((hear) => {
        waiting.set(question.ask, hear)
        process.send!(question)
      })
      if ('failed' in answer) throw new PrintFailed(answer.failed)
      return answer.read
    },
    close: () => Promise.resolve(),
  }
}

/** The process that reads print could not read a line. */
class PrintFailed extends Error {
  override readonly name = 'PrintFailed'
}
