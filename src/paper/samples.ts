import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BlankPage } from '../contract/image.ts'
import type { Layout } from '../contract/layout.ts'
import { newSerial } from '../contract/serial.ts'
import type { Severity } from '../contract/truth.ts'
import type { Window } from './answers.ts'
import { makeLetter, type ScanWish } from './makeLetter.ts'
import { randomOf } from './random.ts'

/** A form to make samples of: its layout, and its pages printed with a serial and rendered at 300 dpi. */
export interface SampleForm {
  readonly layout: Layout
  readonly window: Window
  readonly blanksFor: (serial: string) => Promise<readonly BlankPage[]>
}

/**
 * Makes the committed sample scans again: every file, a truth JSON beside each letter, and the README. Only files of
 * former samples are replaced. Answers the names written. Throws RangeError when a form of the list is not given.
 */
export async function writeSamples(
  forms: readonly SampleForm[],
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  for (const old of await readdir(folder)) if (/\.(pdf|tif|jpg|png|json)$/.test(old)) await rm(join(folder, old))
  const rows: Row[] = []
  for (const [i, sample] of SAMPLES.entries()) {
    rows.push(...(await writeSample(sample, forms, folder)))
    onProgress(i + 1, SAMPLES.length)
  }
  await writeFile(join(folder, 'README.md'), readme(rows))
  return [...rows.map(({ file }) => file), 'README.md']
}

interface Sample {
  readonly name: string
  readonly form: string
  readonly seed: number
  readonly severity: Severity
  readonly scan: ScanWish
}

/** Small enough to commit, different enough to be of use: each container, mode and severity, and both forms. */
const SAMPLES: readonly Sample[] = [
  {
    name: 'ideas-normal-grey',
    form: 'golden-ideas-2021',
    seed: 20210815,
    severity: 'normal',
    scan: { format: 'pdf-jpeg', mode: 'grey', dpi: 200 },
  },
  {
    name: 'ideas-normal-fax',
    form: 'golden-ideas-2021',
    seed: 20210716,
    severity: 'normal',
    scan: { format: 'tiff-g4', mode: 'bits', dpi: 300 },
  },
  {
    name: 'ideas-clean-bits',
    form: 'golden-ideas-2021',
    seed: 20210717,
    severity: 'clean',
    scan: { format: 'pdf-g4', mode: 'bits', dpi: 300 },
  },
  {
    name: 'ideas-rough',
    form: 'golden-ideas-2021',
    seed: 20210718,
    severity: 'rough',
    scan: { format: 'tiff-jpeg', mode: 'grey', dpi: 200 },
  },
  {
    name: 'ideas-hostile',
    form: 'golden-ideas-2021',
    seed: 20210719,
    severity: 'hostile',
    scan: { format: 'pdf-jpeg', mode: 'grey', dpi: 200 },
  },
  {
    name: 'slip-normal-colour',
    form: 'service-feedback',
    seed: 20210720,
    severity: 'normal',
    scan: { format: 'jpeg', mode: 'colour', dpi: 200 },
  },
  {
    name: 'slip-clean',
    form: 'service-feedback',
    seed: 20210721,
    severity: 'clean',
    scan: { format: 'png', mode: 'bits', dpi: 300 },
  },
  {
    name: 'slip-hostile-fax',
    form: 'service-feedback',
    seed: 20210722,
    severity: 'hostile',
    scan: { format: 'tiff-g4', mode: 'bits', dpi: 200 },
  },
]

interface Row {
  readonly file: string
  readonly sha256: string
  readonly bytes: number
  readonly sample: Sample
}

async function writeSample(sample: Sample, forms: readonly SampleForm[], folder: string): Promise<Row[]> {
  const form = forms.find(({ layout }) => layout.form === sample.form)
  if (form === undefined) throw new RangeError(`samples need the form ${sample.form}`)
  const random = randomOf(sample.seed, 'serial')
  const serial = newSerial(() => random.next())
  const { seed, severity, name } = sample
  const { files, truth } = await makeLetter(
    {
      layout: form.layout,
      serial,
      blanks: await form.blanksFor(serial),
      seed,
      severity,
      pool: 'development',
      window: form.window,
    },
    { ...sample.scan, name },
  )
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(truth, null, 2)}\n`)
  const rows: Row[] = []
  for (const { fileName, bytes } of files) {
    await writeFile(join(folder, fileName), bytes)
    rows.push({ file: fileName, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length, sample })
  }
  return rows
}

function readme(rows: readonly Row[]): string {
  const lines = rows.map(
    ({ file, bytes, sha256, sample }) =>
      `| ${file} | ${sample.form} | ${sample.severity} | ${sample.seed} | ${Math.round(bytes / 1024)} | ${sha256.slice(0, 16)} |`,
  )
  return `# Sample scans

Generated, not collected: nobody in them exists. Each letter was printed, filled in, folded, posted and scanned by
\`src/paper\` from its seed; handwriting is drawn with fonts under the SIL Open Font License, stroke data of hanzi-writer-data
(Arphic Public License) and digits of MNIST's training part. \`<name>.json\` is what was written and where the fiducials are
(\`src/contract/truth.ts\`). Made, and to be made again, by

    npx xiance samples

The bytes follow from the seed, the form, the fonts and the image encoder: with the locked packages they come out the same.

| file | form | severity | seed | kB | SHA-256 |
|---|---|---|---|---|---|
${lines.join('\n')}
`
}
