import './quiet.ts'
import { readFile } from 'node:fs/promises'
import { openPrint } from '../read/engines/openPrint.ts'
import type { PrintedLine, PrintReader } from '../read/engines/tesseract.ts'
import type { PrintTask } from './askPrint.ts'
import type { ReaderSetup } from './worker.ts'

// What the one process runs that reads print for all readers: see sharedPrint.ts.

export async function read({ line, language }: PrintTask): Promise<PrintedLine> {
  return (await (opening ??= open())).read(line, language)
}

let opening: Promise<PrintReader> | null = null

async function open(): Promise<PrintReader> {
  return openPrint(JSON.parse(await readFile(process.argv[2]!, 'utf8')) as ReaderSetup)
}
