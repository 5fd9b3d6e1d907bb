import {
  artDefinitions,
  fieldDefinitions,
  FormDefinition,
  type ArtDefinition,
  type FieldDefinition,
  type FormDefinition as Definition,
} from '../contract/form.ts'
import { campaignWordNames, placeholders } from './campaignWords.ts'
import { readYaml, type YamlFile, type YamlPath } from './readYaml.ts'

/** The definition in a `v<N>.yaml`, whole and consistent. Throws FORM_INVALID { file, line, expected }. */
export async function readDefinition(path: string, form: string, version: number): Promise<Definition> {
  const yaml = await readYaml(path)
  const shell = yaml.check(FormDefinition, yaml.value)
  if (shell.form !== form) yaml.fail(['form'], `form: ${form}, the name of its folder`)
  if (shell.version !== version) yaml.fail(['version'], `version: ${version}, the number in its file name`)
  const definition = shell as unknown as Definition
  definition.pages.forEach((page, p) => {
    if (page.page !== p + 1) yaml.fail(['pages', p, 'page'], `page: ${p + 1}, its place in the list`)
    page.fields.forEach((field, f) => {
      const at = ['pages', p, 'fields', f]
      const schema = fieldDefinitions[field.kind] as (typeof fieldDefinitions)['line'] | undefined
      if (schema === undefined) yaml.fail([...at, 'kind'], `kind: one of ${Object.keys(fieldDefinitions).join(', ')}`)
      yaml.check(schema!, field, at)
      checkField(yaml, at, field, definition)
    })
    page.art.forEach((item, a) => {
      const at = ['pages', p, 'art', a]
      const schema = artDefinitions[item.draw] as (typeof artDefinitions)['panel'] | undefined
      if (schema === undefined) yaml.fail([...at, 'draw'], `draw: one of ${Object.keys(artDefinitions).join(', ')}`)
      yaml.check(schema!, item, at)
      if (item.draw === 'text') checkText(yaml, at, item, definition)
    })
  })
  checkStyle(yaml, ['captionStyle'], definition.captionStyle, definition)
  checkStyle(yaml, ['idStyle'], definition.idStyle, definition)
  checkIds(yaml, definition)
  return definition
}

function checkField(yaml: YamlFile, at: YamlPath, field: FieldDefinition, definition: Definition): void {
  const { min, max } = field
  if (min !== undefined && max !== undefined && min > max)
    yaml.fail([...at, 'min'], `min: at most max, which is ${max}`)
  if (field.captionStyle !== undefined) checkStyle(yaml, [...at, 'captionStyle'], field.captionStyle, definition)
  if (field.inWindow === true && field.decoder !== 'date')
    yaml.fail([...at, 'inWindow'], 'inWindow only with decoder: date')
  if ((field.values === undefined) === (field.decoder === 'list'))
    yaml.fail([...at, 'values'], 'values with decoder: list, and only there')
  if (field.kind !== 'choice') return
  checkStyle(yaml, [...at, 'place', 'labelStyle'], field.place.labelStyle, definition)
  if (max !== undefined && max > field.options.length)
    yaml.fail([...at, 'max'], `max: at most ${field.options.length}, the number of options`)
  const { xs, ys } = field.place
  const places = new Set<string>()
  field.options.forEach((option, i) => {
    const [column, row] = option.at ?? [i % xs.length, Math.floor(i / xs.length)]
    if (xs[column] === undefined || ys[row] === undefined)
      yaml.fail([...at, 'options', i], `a place of ${xs.length} columns × ${ys.length} rows, not [${column}, ${row}]`)
    if (places.has(`${column},${row}`))
      yaml.fail([...at, 'options', i], `a place of its own: [${column}, ${row}] is taken`)
    places.add(`${column},${row}`)
    if (field.options.findIndex(({ value }) => value === option.value) < i)
      yaml.fail([...at, 'options', i, 'value'], `a value of its own: ${option.value} is taken`)
  })
}

function checkText(
  yaml: YamlFile,
  at: YamlPath,
  { style, text }: Extract<ArtDefinition, { draw: 'text' }>,
  definition: Definition,
): void {
  checkStyle(yaml, [...at, 'style'], style, definition)
  const strange = placeholders(text).find((name) => !campaignWordNames.includes(name))
  if (strange !== undefined)
    yaml.fail([...at, 'text'], `text: one of ${campaignWordNames.map((n) => `{${n}}`).join(' ')}, not {${strange}}`)
}

function checkStyle(yaml: YamlFile, at: YamlPath, style: string, definition: Definition): void {
  if (!Object.hasOwn(definition.styles, style))
    yaml.fail(at, `style: one of ${Object.keys(definition.styles).join(', ')}, not ${style}`)
}

// Readers and the store find fields by id alone; a continuation goes on where an earlier page stopped.
function checkIds(yaml: YamlFile, definition: Definition): void {
  const earlier = new Map<string, FieldDefinition>()
  definition.pages.forEach((page, p) => {
    page.fields.forEach((field, f) => {
      const at = ['pages', p, 'fields', f]
      const twin = earlier.has(field.id) || page.fields.findIndex(({ id }) => id === field.id) < f
      if (twin) yaml.fail([...at, 'id'], `an id of its own: ${field.id} is taken`)
      if (field.continues !== undefined && earlier.get(field.continues)?.kind !== field.kind)
        yaml.fail([...at, 'continues'], `continues: a ${field.kind} field of an earlier page, not ${field.continues}`)
    })
    for (const field of page.fields) earlier.set(field.id, field)
  })
}
