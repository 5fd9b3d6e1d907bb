import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { XianceError } from '../../src/contract/errors.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { formsDir } from './forms.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-forms-'))
  await cp(formsDir, folder, { recursive: true })
})
afterEach(async () => rm(folder, { recursive: true }))

const golden = 'golden-ideas-2021/v1.yaml'

/** Replaces one text of a file and gives the line it stands on. */
async function plant(file: string, before: string | RegExp, after: string): Promise<number> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  const at = typeof before === 'string' ? text.indexOf(before) : text.search(before)
  expect(at, `${file} holds ${String(before)}`).toBeGreaterThanOrEqual(0)
  await writeFile(path, text.replace(before, after))
  return text.slice(0, at).split('\n').length
}

async function lineOf(file: string, text: string): Promise<number> {
  const lines = (await readFile(join(folder, file), 'utf8')).split('\n')
  return lines.findIndex((line) => line.includes(text)) + 1
}

async function refusal(): Promise<{ file: string; line: number; expected: string }> {
  const error = await loadForms(folder).then(
    () => null,
    (error: unknown) => error,
  )
  expect(error).toBeInstanceOf(XianceError)
  expect((error as XianceError).code).toBe('FORM_INVALID')
  return (error as XianceError).details as { file: string; line: number; expected: string }
}

describe('a mistake in a form is told with file, line and what is expected', () => {
  const mistakes: [
    what: string,
    file: string,
    before: string | RegExp,
    after: string,
    expected: RegExp,
    at?: string,
  ][] = [
    ['a misspelt key', golden, 'cellW: 9.9', 'cellWidth: 9.9', /no key "cellWidth".*known: x, y, columns/],
    ['a word where a number belongs', golden, 'y: 168.2', 'y: high', /comb\.y: be number/],
    ['an unknown kind of field', golden, 'kind: comb', 'kind: combs', /one of choice, comb, grid, line, signature/],
    ['an unknown decoder', golden, 'decoder: telephone', 'decoder: phone', /decoder: one of text, name, address/],
    ['a field id taken twice', golden, 'id: unit', 'id: name', /name is taken/],
    ['an option value taken twice', golden, 'value: loudi', 'value: changsha', /changsha is taken/],
    ['an option without a place', golden, 'at: [7, 1]', 'at: [8, 1]', /a place of 8 columns × 2 rows, not \[8, 1\]/],
    ['two options in one place', golden, 'at: [7, 1]', 'at: [0, 0]', /\[0, 0\] is taken/],
    ['more ticks than options', golden, 'max: 3', 'max: 11', /at most 10/],
    ['fewest above most', golden, 'min: 1', 'min: 4', /at most max, which is 3/],
    ['an unknown style', golden, 'style: postcode', 'style: zipcode', /not zipcode/],
    ['an unknown placeholder', golden, "zh: '{postcode}'", "zh: '{zip}'", /not \{zip\}/],
    ['a continuation of nothing', golden, 'continues: idea', 'continues: topics', /grid field of an earlier page/],
    [
      'a window on what is no date',
      golden,
      'decoder: date',
      'decoder: digits',
      /inWindow only with decoder: date/,
      'inWindow: true',
    ],
    ['an unknown thing to draw', golden, 'draw: panel', 'draw: box', /draw: one of text, rule, panel, example/],
    ['an unknown example', golden, 'name: cancelled', 'name: scribble', /one of empty, tick, cross, cancelled/],
    ['a page out of order', golden, '- page: 2', '- page: 4', /page: 2, its place in the list/],
    ['a version that is not its file’s', golden, 'version: 1', 'version: 7', /version: 1, the number in its file name/],
    ['a bad postcode', 'golden-ideas-2021/campaign.yaml', "'410004'", "'41004'", /postcode: match pattern/],
    [
      'a window that ends before it begins',
      'golden-ideas-2021/campaign.yaml',
      "'2021-09-30'",
      "'2021-07-01'",
      /on or after 2021-07-15/,
    ],
    ['broken YAML', 'service-feedback/campaign.yaml', '2021-12-31', "2021-12-31'", /^YAML: /],
    ['a bad fingerprint', 'fingerprints.yaml', /'1': \w{8}/, "'1': c5ab", /pattern/],
  ]
  it.each(mistakes)('%s', async (_what, file, before, after, expected, at) => {
    const planted = await plant(file, before, after)
    const told = await refusal()
    expect(told.file).toBe(join(folder, file))
    expect(told.expected).toMatch(expected)
    expect(told.line).toBe(at === undefined ? planted : await lineOf(file, at))
  })

  it('a missing key is told where it should have been', async () => {
    await plant(golden, '        label: { zh: 姓名, en: Name }\n', '')
    const told = await refusal()
    expect(told.expected).toMatch(/fields\.2 with label/)
    expect(told.line).toBe(await lineOf(golden, 'id: name'))
  })

  it('a missing campaign', async () => {
    await rm(join(folder, 'service-feedback/campaign.yaml'))
    expect(await refusal()).toMatchObject({ line: 1, expected: 'a readable file' })
  })
})

describe('forms', () => {
  it('are data: a copy under another name is another form', async () => {
    await cp(join(folder, 'service-feedback'), join(folder, 'second-slip'), { recursive: true })
    await plant('second-slip/v1.yaml', 'form: service-feedback', 'form: second-slip')
    const forms = await loadForms(folder)
    expect(forms.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'golden-ideas-2021 1',
      'second-slip 1',
      'service-feedback 1',
    ])
    expect(forms[1]!.printedFingerprint).toBeNull()
  })

  it('have as many versions as files', async () => {
    await cp(join(folder, golden), join(folder, 'golden-ideas-2021/v2.yaml'))
    await plant('golden-ideas-2021/v2.yaml', 'version: 1', 'version: 2')
    const forms = (await loadForms(folder)).filter(({ id }) => id === 'golden-ideas-2021')
    expect(forms.map(({ version }) => version)).toEqual([1, 2])
    expect(forms[1]!.layout.fingerprint).not.toBe(forms[0]!.layout.fingerprint)
  })
})
