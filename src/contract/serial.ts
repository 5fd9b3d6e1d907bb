/**
 * Serials: 7 random characters of Crockford's base 32 (no I, L, O, U: nothing to confuse by hand) and a check
 * character, the weighted sum of their values modulo 31 with weights 1..7; every single wrong character and every swap of neighbours is caught.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const RANDOM_LENGTH = 7
// 31 is prime and below 32, so two characters of a serial must never differ by exactly 31: Z (31) is not used.
const BASE = 31

/** `random` gives numbers in [0, 1). */
export function newSerial(random: () => number): string {
  const body = Array.from({ length: RANDOM_LENGTH }, () => ALPHABET[Math.floor(random() * BASE)]!).join('')
  return body + checkCharacter(body)
}

export function isSerial(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Y]{8}$/.test(text) && checkCharacter(text.slice(0, RANDOM_LENGTH)) === text[RANDOM_LENGTH]
}

/** As printed for people: `K7QF-3M9D`. */
export function readableSerial(serial: string): string {
  return `${serial.slice(0, 4)}-${serial.slice(4)}`
}

function checkCharacter(body: string): string {
  const sum = [...body].reduce((total, character, i) => total + ALPHABET.indexOf(character) * (i + 1), 0)
  return ALPHABET[sum % BASE]!
}
