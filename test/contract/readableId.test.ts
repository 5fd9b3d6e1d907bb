import { expect, it } from 'vitest'
import { parseReadableId } from '../../src/contract/readableId.ts'
import { newSerial, readableSerial } from '../../src/contract/serial.ts'

let state = 7
const serial = newSerial(() => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647)
const printed = readableSerial(serial)

it.each([
  [`GOLDEN-IDEAS-2021  v1  p1/2\n${printed}`, { form: 'golden-ideas-2021', version: 1 }, 1],
  [`golden-ideas-2021 V12 p3+ ${printed}`, { form: 'golden-ideas-2021', version: 12 }, 3],
  [`${printed} p2`, null, 2],
  [`${serial.toLowerCase()}/2`, null, 2],
  [`2 ${printed}`, null, 2],
])('reads %j as it is printed', (text, form, page) => {
  expect(parseReadableId(text)).toEqual({ form, page, serial })
})

it('refuses what is not all of an id, anything beside it, and every single wrong sign', () => {
  for (const text of ['', printed, 'p1', `${printed} p1 x`, `${printed} p1 p2`, `${printed} ${printed} p1`])
    expect(parseReadableId(text), text).toBeNull()
  for (let i = 0; i < 8; i++) {
    const wrong = serial.slice(0, i) + (serial[i] === '7' ? '8' : '7') + serial.slice(i + 1)
    expect(parseReadableId(`${wrong} p1`), wrong).toBeNull()
  }
})
