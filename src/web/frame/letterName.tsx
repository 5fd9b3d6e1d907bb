import { readableSerial } from '../../contract/serial.ts'

/** What a letter is called on every screen: its number, and beside it what is printed on its form, if it has one. */
export function LetterName({ id, serial }: { id: string; serial: string | null }) {
  return (
    <>
      {id}
      {serial !== null && <span class="muted serial"> {readableSerial(serial)}</span>}
    </>
  )
}
