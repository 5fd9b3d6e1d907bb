/** One field of a protobuf message: its number and its bare value. Wire types: 0 varint, 1 eight bytes, 2 bytes, 5 four bytes. */
export type Field =
  | { readonly number: number; readonly wire: 0; readonly value: number }
  | { readonly number: number; readonly wire: 1 | 2 | 5; readonly value: Uint8Array }

/** The fields of a message in their order. Varints beyond 2^53 are not met in models and lose their last digits. */
export function decodeFields(bytes: Uint8Array): Field[] {
  const fields: Field[] = []
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('a message ends within a number')
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const tag = varint()
    const number = Math.floor(tag / 8)
    const wire = tag % 8
    if (wire === 0) fields.push({ number, wire, value: varint() })
    else if (wire === 1 || wire === 2 || wire === 5) {
      const length = wire === 2 ? varint() : wire === 1 ? 8 : 4
      if (at + length > bytes.length) throw new RangeError('a field goes beyond its message')
      fields.push({ number, wire, value: bytes.subarray(at, at + length) })
      at += length
    } else throw new RangeError(`wire type ${wire}`)
  }
  return fields
}

export function encodeFields(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.flatMap(({ number, wire, value }) => {
      const tag = encodeVarint(number * 8 + wire)
      if (typeof value === 'number') return [tag, encodeVarint(value)]
      return wire === 2 ? [tag, encodeVarint(value.length), value] : [tag, value]
    }),
  )
}

function encodeVarint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return Uint8Array.from([...bytes, rest])
}
