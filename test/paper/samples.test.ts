import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { severities, TruthLetter } from '../../src/contract/truth.ts'
import { loadForms } from '../../src/form/loadForms.ts'
import { renderPdfPage } from '../../src/intake/renderPdf.ts'
import { writeSamples, type SampleForm } from '../../src/paper/samples.ts'
import { printForm } from '../../src/print/printForm.ts'

const committed = new URL('../../scans/samples', import.meta.url).pathname
const pxPerMm = 300 / 25.4
let forms: SampleForm[]
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'xiance-samples-'))
  const loaded = await loadForms(new URL('../../forms', import.meta.url).pathname)
  forms = loaded.map((form) => ({
    layout: form.layout,
    window: form.campaign.window,
    blanksFor: async (serial) => {
      const pdf = await printForm(form, { lang: 'zh', serial })
      return Promise.all(
        form.layout.pages.map(async (_, i) => ({ ...(await renderPdfPage(pdf, i, pxPerMm)), pxPerMm })),
      )
    },
  }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('scans/samples', () => {
  it('comes out of its seeds again, byte for byte: run `npx xiance samples` when form, fonts or numbers changed', async () => {
    const again = await writeSamples(forms, folder)
    const sizes = await Promise.all(
      (await readdir(committed)).map(async (name) => (await stat(join(committed, name))).size),
    )
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000)
    expect(again.toSorted()).toEqual((await readdir(committed)).filter((name) => !name.endsWith('.json')).toSorted())
    for (const name of await readdir(committed)) {
      const [ours, theirs] = await Promise.all([readFile(join(folder, name)), readFile(join(committed, name))])
      expect(sha(ours), name).toBe(sha(theirs))
    }
  })

  it('says in its papers what it holds', async () => {
    const names = await readdir(committed)
    const readme = await readFile(join(committed, 'README.md'), 'utf8')
    const seen = new Set<string>()
    for (const name of names.filter((one) => one.endsWith('.json'))) {
      const truth = Value.Parse(TruthLetter, JSON.parse(await readFile(join(committed, name), 'utf8')))
      seen.add(truth.severity)
      for (const { file } of truth.pages) {
        expect(names).toContain(file)
        expect(readme).toContain(`| ${file} | ${truth.form} | ${truth.severity} | ${truth.seed} |`)
      }
    }
    expect([...seen].toSorted()).toEqual([...severities].toSorted())
  })

  it('refuses to be made without a form it needs', async () => {
    await expect(writeSamples([], join(folder, 'none'))).rejects.toThrow('samples need the form golden-ideas-2021')
  })
})

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
