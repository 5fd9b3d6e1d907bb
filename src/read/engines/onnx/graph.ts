import { decodeFields, encodeFields, type Field } from './protobuf.ts'

/** One operation of a network. Names of values say what feeds what. */
export interface Operation {
  kind: string
  inputs: string[]
  outputs: string[]
  /** AttributeProto messages. */
  attributes: Uint8Array[]
  /** Name, domain and the like. */
  rest: Field[]
}

/** The operations of an ONNX model in an order in which they can be run, and everything else as it was. */
export interface Network {
  operations: Operation[]
  readonly graphRest: readonly Field[]
  readonly modelRest: readonly Field[]
}

// Field numbers of onnx.proto: ModelProto.graph, GraphProto.node, NodeProto.input … attribute, TensorProto.dims, data_type, float_data, raw_data.
const MODEL = { graph: 7 }
const GRAPH = { node: 1 }
const NODE = { input: 1, output: 2, kind: 4, attribute: 5 }
const ATTRIBUTE = { name: 1, float: 2, integer: 3, tensor: 5, ints: 8, type: 20 }
const TENSOR = { dims: 1, type: 2, floats: 4, raw: 9 }
const FLOAT = 1

export function parseNetwork(model: Uint8Array): Network {
  const fields = decodeFields(model)
  const graph = fields.find(({ number }) => number === MODEL.graph)
  if (graph === undefined || graph.wire !== 2) throw new RangeError('a model without a graph')
  const parts = decodeFields(graph.value)
  return {
    operations: parts.flatMap((field) =>
      field.number === GRAPH.node && field.wire === 2 ? [parseOperation(field.value)] : [],
    ),
    graphRest: parts.filter(({ number }) => number !== GRAPH.node),
    modelRest: fields.filter((field) => field !== graph),
  }
}

export function writeNetwork({ operations, graphRest, modelRest }: Network): Uint8Array {
  const nodes = operations.map((one) => bytesField(GRAPH.node, writeOperation(one)))
  return encodeFields([...modelRest, bytesField(MODEL.graph, encodeFields([...nodes, ...graphRest]))])
}

/** The numbers of a `Constant` operation; null for any other operation and for numbers that are no floats. */
export function constantOf(operation: Operation | undefined): { dims: number[]; values: Float32Array } | null {
  if (operation?.kind !== 'Constant') return null
  const tensor = attributeOf(operation, 'value')?.find(({ number }) => number === ATTRIBUTE.tensor)
  if (tensor === undefined || tensor.wire !== 2) return null
  const fields = decodeFields(tensor.value)
  if (!fields.some(({ number, value }) => number === TENSOR.type && value === FLOAT)) return null
  const data = fields.find(({ number, wire }) => wire === 2 && (number === TENSOR.raw || number === TENSOR.floats))
  if (data === undefined || data.wire !== 2) return null
  // A copy, and not of the whole file: floats must lie at multiples of four.
  const values = new Float32Array(new Uint8Array(data.value).buffer)
  return { dims: integers(fields, TENSOR.dims), values }
}

export function constant(name: string, dims: readonly number[], values: Float32Array): Operation {
  const tensor = encodeFields([
    ...dims.map((value): Field => ({ number: TENSOR.dims, wire: 0, value })),
    { number: TENSOR.type, wire: 0, value: FLOAT },
    bytesField(TENSOR.raw, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ])
  const attribute = encodeFields([
    textField(ATTRIBUTE.name, 'value'),
    bytesField(ATTRIBUTE.tensor, tensor),
    { number: ATTRIBUTE.type, wire: 0, value: 4 },
  ])
  return { kind: 'Constant', inputs: [], outputs: [name], attributes: [attribute], rest: [] }
}

export function floatAttribute(name: string, value: number): Uint8Array {
  const bytes = new Uint8Array(Float32Array.of(value).buffer)
  return encodeFields([
    textField(ATTRIBUTE.name, name),
    { number: ATTRIBUTE.float, wire: 5, value: bytes },
    { number: ATTRIBUTE.type, wire: 0, value: 1 },
  ])
}

/** A single float or whole number; undefined when the operation does not say. */
export function numberAttribute(operation: Operation, name: string): number | undefined {
  for (const field of attributeOf(operation, name) ?? []) {
    if (field.number === ATTRIBUTE.integer && field.wire === 0) return field.value
    if (field.number === ATTRIBUTE.float && field.wire === 5)
      return new Float32Array(new Uint8Array(field.value).buffer)[0]
  }
  return undefined
}

/** A list of whole numbers such as `pads`; [] when the operation does not say. */
export function integerAttribute(operation: Operation, name: string): number[] {
  return integers(attributeOf(operation, name) ?? [], ATTRIBUTE.ints)
}

function parseOperation(bytes: Uint8Array): Operation {
  const operation: Operation = { kind: '', inputs: [], outputs: [], attributes: [], rest: [] }
  for (const field of decodeFields(bytes)) {
    if (field.wire !== 2) operation.rest.push(field)
    else if (field.number === NODE.input) operation.inputs.push(decoder.decode(field.value))
    else if (field.number === NODE.output) operation.outputs.push(decoder.decode(field.value))
    else if (field.number === NODE.kind) operation.kind = decoder.decode(field.value)
    else if (field.number === NODE.attribute) operation.attributes.push(field.value)
    else operation.rest.push(field)
  }
  return operation
}

function writeOperation({ kind, inputs, outputs, attributes, rest }: Operation): Uint8Array {
  return encodeFields([
    ...inputs.map((name) => textField(NODE.input, name)),
    ...outputs.map((name) => textField(NODE.output, name)),
    textField(NODE.kind, kind),
    ...attributes.map((value) => bytesField(NODE.attribute, value)),
    ...rest,
  ])
}

function attributeOf({ attributes }: Operation, name: string): Field[] | undefined {
  return attributes
    .map(decodeFields)
    .find((fields) =>
      fields.some(
        (field) => field.number === ATTRIBUTE.name && field.wire === 2 && decoder.decode(field.value) === name,
      ),
    )
}

// Lists of numbers come one by one or packed into bytes.
function integers(fields: readonly Field[], number: number): number[] {
  return fields
    .filter((field) => field.number === number)
    .flatMap((field) => (field.wire === 0 ? [field.value] : unpack(field.value)))
}

function unpack(bytes: Uint8Array): number[] {
  const values: number[] = []
  let value = 0
  let scale = 1
  for (const byte of bytes) {
    value += (byte & 127) * scale
    scale *= 128
    if (byte >= 128) continue
    values.push(value)
    value = 0
    scale = 1
  }
  return values
}

const decoder = new TextDecoder()
const textField = (number: number, text: string): Field => bytesField(number, new TextEncoder().encode(text))
const bytesField = (number: number, value: Uint8Array): Field => ({ number, wire: 2, value })
