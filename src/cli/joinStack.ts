import { readFile, writeFile } from 'node:fs/promises'
import { joinTiff } from '../paper/scan/encodeTiff.ts'

export interface JoinWish {
  /** One-page TIFFs in the order of the stack. */
  readonly paths: readonly string[]
  readonly out: string
}

/** All sheets in one file, as a scanner with a feeder writes it. Runs in a process of its own: the whole file is in memory once. */
export default async function joinStack({ paths, out }: JoinWish): Promise<void> {
  const pages: Uint8Array[] = []
  for (const path of paths) pages.push(new Uint8Array(await readFile(path)))
  await writeFile(out, joinTiff(pages))
}
