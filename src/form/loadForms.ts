import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Campaign, Fingerprints, type LoadedForm } from '../contract/form.ts'
import { artworkOf } from './artwork.ts'
import { layoutOf } from './layout.ts'
import { readDefinition } from './readDefinition.ts'
import { readYaml } from './readYaml.ts'

export type { LoadedForm } from '../contract/form.ts'

/**
 * Every version of every form below `formsDir`: `<id>/campaign.yaml`, `<id>/v<N>.yaml` and `fingerprints.yaml`, by id
 * and version. Throws FORM_INVALID { file, line, expected } at the first thing that is not as the schemas say.
 */
export async function loadForms(formsDir: string): Promise<LoadedForm[]> {
  const printed = await readFingerprints(join(formsDir, 'fingerprints.yaml'))
  const folders = (await readdir(formsDir, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const forms = await Promise.all(folders.map(({ name }) => loadFolder(join(formsDir, name), name, printed)))
  return forms.flat().toSorted((a, b) => a.id.localeCompare(b.id) || a.version - b.version)
}

async function loadFolder(folder: string, id: string, printed: Fingerprints): Promise<LoadedForm[]> {
  const campaign = await readCampaign(join(folder, 'campaign.yaml'))
  const versions = (await readdir(folder)).filter((name) => /^v\d+\.yaml$/.test(name))
  return Promise.all(
    versions.map(async (name) => {
      const definition = await readDefinition(join(folder, name), id, Number(name.slice(1, -5)))
      return {
        id: definition.form,
        version: definition.version,
        title: definition.title,
        campaign,
        layout: layoutOf(definition),
        artwork: artworkOf(definition, campaign),
        printedFingerprint: printed[definition.form]?.[String(definition.version)] ?? null,
      }
    }),
  )
}

async function readCampaign(path: string): Promise<Campaign> {
  const yaml = await readYaml(path)
  const value = yaml.check(Campaign, yaml.value)
  if (value.window.from > value.window.to) yaml.fail(['window', 'to'], `a day on or after ${value.window.from}`)
  return value
}

async function readFingerprints(path: string): Promise<Fingerprints> {
  const yaml = await readYaml(path)
  return yaml.check(Fingerprints, yaml.value ?? {})
}
