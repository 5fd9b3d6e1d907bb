import { InferenceSession, Tensor } from 'onnxruntime-node'
import * as fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseNetwork, writeNetwork } from '../../../src/read/engines/onnx/graph.ts'
import { lighten } from '../../../src/read/engines/onnx/lighten.ts'
import { decodeFields, encodeFields, type Field } from '../../../src/read/engines/onnx/protobuf.ts'
import { readManifest, readModel, shippedManifestPath } from '../../../src/read/engines/modelManifest.ts'

let model: Buffer
beforeAll(async () => {
  const { recognition } = await readManifest(shippedManifestPath)
  model = (await readModel(shippedManifestPath, recognition.file, recognition.sha256)).bytes
})

describe('protobuf', () => {
  it('writes what it reads', () => {
    const bytes = fc.uint8Array({ maxLength: 40 })
    const field: fc.Arbitrary<Field> = fc.oneof(
      fc.record({ number: fc.integer({ min: 1, max: 5000 }), wire: fc.constant(0 as const), value: fc.maxSafeNat() }),
      fc.record({ number: fc.integer({ min: 1, max: 5000 }), wire: fc.constant(2 as const), value: bytes }),
      fc.record({
        number: fc.nat(15),
        wire: fc.constant(5 as const),
        value: fc.uint8Array({ minLength: 4, maxLength: 4 }),
      }),
    )
    fc.assert(
      fc.property(fc.array(field), (fields) => {
        const again = decodeFields(encodeFields(fields))
        expect(again.map(({ value }) => (typeof value === 'number' ? value : [...value]))).toEqual(
          fields.map(({ value }) => (typeof value === 'number' ? value : [...value])),
        )
        expect(again.map(({ number, wire }) => [number, wire])).toEqual(
          fields.map(({ number, wire }) => [number, wire]),
        )
      }),
    )
  })

  it('refuses a message that is cut off', () => {
    const whole = encodeFields([{ number: 1, wire: 2, value: new Uint8Array(300) }])
    for (const length of [1, 2, 200]) expect(() => decodeFields(whole.subarray(0, length))).toThrow(RangeError)
  })
})

describe('lighten', () => {
  it('gives the same answers as the model it was given, from far fewer operations', async () => {
    const light = lighten(model)
    const kinds = (bytes: Uint8Array) => parseNetwork(bytes).operations.filter(({ kind }) => kind !== 'Constant').length
    expect(kinds(light)).toBeLessThan(kinds(model) - 140)
    const [before, after] = await Promise.all([answer(model), answer(light)])
    expect(after.length).toBe(before.length)
    const difference = before.reduce((most, value, i) => Math.max(most, Math.abs(value - after[i]!)), 0)
    expect(difference).toBeLessThan(1e-4)
  })

  it('leaves alone what has no such steps, and what it has done already', async () => {
    const once = lighten(model)
    expect(Buffer.compare(lighten(once), writeNetwork(parseNetwork(once)))).toBe(0)
  })
})

/** What the model says of some strokes. */
async function answer(bytes: Uint8Array): Promise<Float32Array> {
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const width = 160
  const picture = Float32Array.from({ length: 3 * 48 * width }, (_, i) => {
    const x = i % width
    const y = Math.floor(i / width) % 48
    return (x + 2 * y) % 23 < 4 || (3 * x - y + 96) % 31 < 3 ? -1 : 1
  })
  const result = await session.run({ x: new Tensor('float32', picture, [1, 3, 48, width]) })
  await session.release()
  return result[session.outputNames[0]!]!.data as Float32Array
}
