import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PageRow } from '../../src/contract/rows.ts'
import type { StackSheet, StackTruth } from '../../src/contract/stackTruth.ts'
import { s10CheckDigit } from '../../src/contract/waybill.ts'
import type { QuickOffice } from '../faults/quickOffice.ts'
import { serialOf } from '../faults/smallPages.ts'
import { smallStack } from '../faults/smallStack.ts'

/**
 * A stack as words: `W0` the waybill of letter 0, `/` a divider, `!` a smudged label, `a1` page 1 of letter 0 with its serial, `n1` page 1 of a letter without one,
 * `?` a form page whose code cannot be read, `x` something written, `_` bare paper. `seed` makes numbers and serials of its own.
 */
export function stackTruth(text: string, seed: number): StackTruth {
  const waybillOf = (i: number): string => {
    const number = String(10_000_000 + seed * 1000 + i)
    return `EA${number}${s10CheckDigit(number)}CN`
  }
  const letters = Array.from({ length: 8 }, (_, i) => {
    // The last of them has no serial.
    return {
      waybill: waybillOf(i),
      code: null,
      serial: i === 7 ? null : serialOf(seed * 100 + i),
      copyOf: null,
      version: 1 as const,
    }
  })
  const sheet = (what: StackSheet['what'], letter: number | null = null, page: number | null = null): StackSheet => {
    return { what, letter, page, turn: 0, mustBePlaced: false, reasons: [] }
  }
  const plain: Record<string, StackSheet> = {
    '/': sheet('divider'),
    '!': sheet('smudged'),
    x: sheet('attachment'),
    _: sheet('blank'),
    '?': sheet('unreadable', 0, 1),
  }
  const sheets = text.split(' ').map((sign) => {
    if (sign.startsWith('W')) return sheet('waybill', Number(sign[1]))
    return plain[sign] ?? sheet('form', sign[0] === 'n' ? 7 : 'abcdefg'.indexOf(sign[0]!), Number(sign[1]))
  })
  return { letters, sheets }
}

/** Takes such a stack in and answers its arrival when all of it is split and read. */
export async function takeStack(office: QuickOffice, text: string, seed: number): Promise<string> {
  const path = join(office.data, `stack ${seed}.tif`)
  await writeFile(path, await smallStack(stackTruth(text, seed)))
  return (await office.office.intakePaths([path]))[0]!.id
}

/** Pages of a file by their place. */
export const pagesOf = (office: QuickOffice, arrival: string): Promise<PageRow[]> =>
  office.store.pagesOfArrivals([arrival])
