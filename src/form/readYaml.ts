import { readFile } from 'node:fs/promises'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { LineCounter, parseDocument, type Document } from 'yaml'
import { XianceError } from '../contract/errors.ts'

/** A YAML file whose every complaint can name the line: `fail(['pages', 0, 'code'], …)`. */
export interface YamlFile {
  readonly file: string
  readonly value: unknown
  /** The value itself, now known to be as the schema says. */
  readonly check: <S extends TSchema>(schema: S, value: unknown, at?: YamlPath) => Static<S>
  readonly fail: (at: YamlPath, expected: string) => never
}
export type YamlPath = readonly (string | number)[]

/** Throws FORM_INVALID { file, line, expected } when the file is missing or is not YAML. */
export async function readYaml(file: string): Promise<YamlFile> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new XianceError('FORM_INVALID', { file, line: 1, expected: 'a readable file' }, { cause: error })
  })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const lineAt = (offset: number): number => Math.max(1, lines.linePos(offset).line)
  const [broken] = document.errors
  if (broken !== undefined)
    throw new XianceError('FORM_INVALID', { file, line: lineAt(broken.pos[0]), expected: firstLine(broken.message) })

  const fail = (at: YamlPath, expected: string): never => {
    throw new XianceError('FORM_INVALID', { file, line: lineAt(offsetOf(document, at)), expected })
  }
  const check = <S extends TSchema>(schema: S, value: unknown, at: YamlPath = []): Static<S> => {
    const errors = Value.Errors(schema, value)
    // A key that is not known says more than what follows from it, so it comes first.
    const error = errors.find((e) => e.keyword === 'additionalProperties') ?? errors[0]
    if (error === undefined) return value as Static<S>
    const path = [...at, ...pointer(error.instancePath)]
    const name = path.map(String).join('.')
    const params = error.params as Record<string, unknown>
    if (error.keyword === 'additionalProperties') {
      const key = String((params['additionalProperties'] as string[])[0])
      fail([...path, key], `no key "${key}"${name && ` in ${name}`}; known: ${knownKeys(schema, error.schemaPath)}`)
    }
    if (error.keyword === 'required')
      fail(path, `${name || 'the file'} with ${(params['requiredProperties'] as string[]).join(', ')}`)
    if (error.keyword === 'enum') fail(path, `${name}: one of ${(params['allowedValues'] as unknown[]).join(', ')}`)
    return fail(path, `${name}: ${error.message.replace(/^must /, '')}`)
  }
  return { file, value: document.toJS() as unknown, check, fail }
}

// The nearest ancestor that stands in the file: a missing key is reported where it should have been.
function offsetOf(document: Document.Parsed, at: YamlPath): number {
  for (let length = at.length; length >= 0; length--) {
    const node = document.getIn(at.slice(0, length), true) as { range?: readonly number[] | null } | undefined
    if (node?.range) return node.range[0]!
  }
  return 0
}

function pointer(path: string): (string | number)[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')))
}

function knownKeys(schema: TSchema, schemaPath: string): string {
  let at: unknown = schema
  for (const part of pointer(schemaPath.replace(/^#/, ''))) at = (at as Record<string, unknown>)[part]
  return Object.keys((at as { properties?: object }).properties ?? {}).join(', ')
}

function firstLine(message: string): string {
  return `YAML: ${message.split('\n')[0]!}`
}
