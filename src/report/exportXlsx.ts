import writeExcelFile from 'write-excel-file/node'
import type { FieldView, LetterView } from '../contract/letter.ts'
import type { ErrorReport } from '../contract/measured.ts'
import type { Value } from '../contract/reading.ts'
import { percent, statement } from './measured.ts'
import { neverRead } from './neverRead.ts'

/**
 * A workbook for people. Sheet 信件 Letters: one row a letter with the values that stand, ticks by their Chinese labels.
 * Sheet 识读与录入 Readings: one row for each machine reading and each keying of a field. Sheet 误差 Errors: how wrong what leaves is, as measured.
 * Every cell is text in format `@`,
 * so that telephone numbers keep their zeros and nothing is ever a formula.
 */
export async function exportXlsx(letters: readonly LetterView[], errors: ErrorReport): Promise<Buffer> {
  return writeExcelFile([
    { data: letterRows(letters), sheet: '信件 Letters', stickyRowsCount: 1 },
    { data: readingRows(letters), sheet: '识读与录入 Readings', stickyRowsCount: 1 },
    { data: errorRows(errors), sheet: '误差 Errors', stickyRowsCount: 1 },
  ]).toBuffer()
}

interface TextCell {
  readonly value: string
  readonly type: typeof String
  readonly format: '@'
  readonly fontWeight?: 'bold'
}

const textCell = (value: string): TextCell => ({ value: clean(value), type: String, format: '@' })
const headCell = (value: string): TextCell => ({ ...textCell(value), fontWeight: 'bold' })

function letterRows(letters: readonly LetterView[]): TextCell[][] {
  const labels = new Map(
    letters.flatMap((view) => view.fields.map((f) => [f.id, `${f.label.zh} ${f.label.en}`] as const)),
  )
  const head = [
    '信件 Letter',
    '邮件号 Waybill',
    '渠道 Channel',
    '状态 State',
    '收到 Received',
    '邮戳 Postmark',
    '表 Form',
    '序列号 Serial',
  ]
  const rows = letters.map(({ letter, fields }) => {
    const byId = new Map(fields.map((field) => [field.id, field]))
    return [
      letter.id,
      letter.waybill,
      letter.channel,
      letter.state,
      letter.receivedAt,
      letter.postmark,
      `${letter.form} v${letter.version}`,
      letter.serial,
      ...[...labels.keys()].map((id) => standing(byId.get(id))),
    ].map((value) => textCell(value ?? ''))
  })
  return [[...head, ...labels.values()].map(headCell), ...rows]
}

function readingRows(letters: readonly LetterView[]): TextCell[][] {
  const head = [
    '信件 Letter',
    '字段 Field',
    '来源 Source',
    '状态 State',
    '值 Value',
    '置信度 Confidence',
    '时间 Time',
    '定值 Decision',
  ]
  const rows = letters.flatMap(({ letter, fields }) =>
    fields.flatMap((field) => {
      const { reading, keyings, decision } = field
      const machine =
        reading === null
          ? []
          : [
              [
                reading.engine,
                reading.state,
                reading.state === 'read' ? shown(field, reading.value) : '',
                'confidence' in reading ? reading.confidence.toFixed(3) : '',
                '',
              ],
            ]
      const people = keyings.map((k) => [k.by, k.state, shown(field, k.value), '', k.at])
      return [...machine, ...people].map((cells) => [letter.id, field.label.zh, ...cells, decision.how].map(textCell))
    }),
  )
  return [head.map(headCell), ...rows]
}

function errorRows({ at, ways, kinds }: ErrorReport): TextCell[][] {
  const head = [
    '字段类别 Kind',
    '定值 Decision',
    '抽出 Drawn',
    '已检 Sampled',
    '未裁定 Differing',
    '错 Wrong',
    '错误率 Rate',
    '95% 下限 Low',
    '95% 上限 High',
    '说明 Statement',
    '截至 As of',
  ]
  const rows = [...ways.map((rate) => ({ kind: '全部 all', ...rate })), ...kinds]
  const share = (found: number | null): string => (found === null ? '未测 not measured yet' : percent(found))
  return [
    head.map(headCell),
    ...rows.map(({ kind, how, ...rate }) => {
      const { drawn, sampled, differing, wrong } = rate
      const counts = [drawn, sampled, differing, wrong].map(String)
      const shares = [rate.rate, rate.low, rate.high].map(share)
      return [kind, how, ...counts, ...shares, statement(rate), at].map(textCell)
    }),
  ]
}

function standing(field: FieldView | undefined): string {
  if (field === undefined) return ''
  const { decision, reading, waits } = field
  if (neverRead(reading, decision.how, waits)) return '【未识读 not read】'
  return decision.state === 'unclear' ? '【无法辨认 unclear】' : shown(field, decision.value)
}

function shown(field: FieldView, value: Value | null): string {
  if (value === null) return ''
  if (!Array.isArray(value)) return value
  return value.map((v) => field.options.find((option) => option.value === v)?.label.zh ?? v).join('；')
}

// Excel refuses a workbook with control characters in it and cells of more than 32,767 characters.
function clean(value: string): string {
  // oxlint-disable-next-line no-control-regex
  return value.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').slice(0, 32_767)
}
