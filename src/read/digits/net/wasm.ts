/**
 * Just enough of a WebAssembly assembler to write two SIMD loops by hand (WebAssembly Core Specification 2.0, section 5).
 * Locals are i32 first, v128 after; every function takes and changes i32 only.
 */
export interface WasmFunction {
  readonly name: string
  readonly parameters: number
  readonly i32Locals: number
  readonly v128Locals: number
  readonly body: readonly number[]
}

/** A module that imports `env.memory` and exports the functions. */
export function assemble(functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> {
  const types = functions.map((f) => [0x60, ...vector(Array.from({ length: f.parameters }, () => [I32])), 0x00])
  const memory = [...text('env'), ...text('memory'), 0x02, 0x00, ...leb(1)]
  const exported = functions.map((f, i) => [...text(f.name), 0x00, ...leb(i)])
  const code = functions.map((f) => {
    const locals = [
      [...leb(f.i32Locals), I32],
      [...leb(f.v128Locals), V128],
    ]
    const body = [...vector(locals), ...f.body, 0x0b]
    return [...leb(body.length), ...body]
  })
  return Uint8Array.from([
    ...HEADER,
    ...section(1, vector(types)),
    ...section(2, vector([memory])),
    ...section(3, vector(functions.map((_, i) => leb(i)))),
    ...section(7, vector(exported)),
    ...section(10, vector(code)),
  ])
}

type Code = readonly number[]

export const get = (local: number): Code => [0x20, ...leb(local)]
export const set = (local: number, value: Code): Code => [...value, 0x21, ...leb(local)]
export const constant = (value: number): Code => [0x41, ...signedLeb(value)]
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a]
export const multiply = (a: Code, b: Code): Code => [...a, ...b, 0x6c]
export const loadI32 = (address: Code): Code => [...address, 0x28, 2, 0]

export const zero4: Code = [0xfd, 0x0c, ...Array.from({ length: 16 }, () => 0)]
export const load4 = (address: Code, offset = 0): Code => [...address, 0xfd, 0x00, 0, ...leb(offset)]
export const loadSplat = (address: Code, offset = 0): Code => [...address, 0xfd, 0x09, 0, ...leb(offset)]
export const store4 = (address: Code, value: Code, offset = 0): Code => [
  ...address,
  ...value,
  0xfd,
  0x0b,
  0,
  ...leb(offset),
]
export const add4 = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe4, 0x01]
export const multiply4 = (a: Code, b: Code): Code => [...a, ...b, 0xfd, 0xe6, 0x01]
/** Four float lanes picked from the eight of `a` (0..3) and `b` (4..7). */
export const pick4 = (a: Code, b: Code, lanes: readonly number[]): Code => [
  ...a,
  ...b,
  0xfd,
  0x0d,
  ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)),
]

/** Runs `body` `count` times, counting `counter` from 0; `count` must be at least 1. */
export const repeat = (counter: number, count: Code, body: Code): Code => [
  ...set(counter, constant(0)),
  0x03,
  0x40,
  ...body,
  ...set(counter, add(get(counter), constant(1))),
  ...get(counter),
  ...count,
  0x49,
  0x0d,
  0x00,
  0x0b,
]

const HEADER = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]
const I32 = 0x7f
const V128 = 0x7b

function section(id: number, content: Code): Code {
  return [id, ...leb(content.length), ...content]
}

function vector(items: readonly Code[]): Code {
  return [...leb(items.length), ...items.flat()]
}

function text(value: string): Code {
  return [...leb(value.length), ...new TextEncoder().encode(value)]
}

function leb(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]
}

function signedLeb(value: number): Code {
  const low = value & 0x7f
  const rest = value >> 7
  const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)
  return done ? [low] : [low | 0x80, ...signedLeb(rest)]
}
