import type { ExportedLetter } from '../contract/exported.ts'
import type { ErrorRate } from '../contract/measured.ts'
import type { Value } from '../contract/reading.ts'
import { ways } from '../contract/sample.ts'
import { inert } from './inert.ts'
import { statement, wayColumns } from './measured.ts'
import { neverRead } from './neverRead.ts'

const letterColumns = [
  'letter',
  'waybill',
  'channel',
  'state',
  'receivedAt',
  'postmark',
  'form',
  'version',
  'serial',
] as const
const BYTE_ORDER_MARK = '\uFEFF'

/**
 * One row a letter; for each field the value that stands, what the machine read with its confidence, how it was decided
 * and what people keyed. The last columns state how wrong that is, for each field and for each way of deciding, in every row: a row that is copied
 * takes it along, and whoever reads by position finds everything else where it was. UTF-8 with byte order mark and CRLF: what Excel and WPS open without asking (RFC 4180 otherwise).
 */
export function exportCsv(letters: readonly ExportedLetter[]): string {
  const ids = [...new Set(letters.flatMap((letter) => Object.keys(letter.fields)))]
  const head = [
    ...letterColumns,
    ...ids.flatMap((id) => [id, `${id}:machine`, `${id}:confidence`, `${id}:decision`, `${id}:keyed`]),
    ...ids.map((id) => `${id}:error`),
    ...wayColumns,
  ]
  const rows = letters.map((letter) => [
    ...letterColumns.map((column) => text(letter[column])),
    ...ids.flatMap((id) => fieldCells(letter.fields[id])),
    ...ids.map((id) => stated(letter.fields[id]?.measured)),
    ...ways.map((how) => stated(letter.measured.ways[how])),
  ])
  return BYTE_ORDER_MARK + [head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n'
}

function fieldCells(field: ExportedLetter['fields'][string] | undefined): string[] {
  if (field === undefined) return ['', '', '', '', '']
  const { reading, decision, waits } = field
  return [
    // Blank, illegible and never read must not look alike: only a value is written as such.
    neverRead(reading, decision, waits)
      ? '[not read]'
      : field.state === 'unclear'
        ? '[unclear]'
        : valueText(field.value),
    reading === null ? '' : reading.state === 'read' ? valueText(reading.value) : `[${reading.state}]`,
    reading === null ? '' : reading.confidence.toFixed(3),
    field.decision,
    field.keyings.map((k) => `${k.by}: ${k.state === 'read' ? valueText(k.value) : `[${k.state}]`}`).join(' | '),
  ]
}

/** Several ticks are set apart by `;`, which no option value holds. */
export function valueText(value: Value | null): string {
  return value === null ? '' : Array.isArray(value) ? value.join(';') : value
}

function stated(rate: ErrorRate | undefined): string {
  return rate === undefined ? '' : statement(rate)
}

function text(value: string | number | null): string {
  return value === null ? '' : String(value)
}

function cell(value: string): string {
  const safe = inert(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
