import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { XianceError } from '../contract/errors.ts'

/** What scrypt is told: N = 2^log2N, block size, parallelization. */
export interface HashCost {
  readonly log2N: number
  readonly r: number
  readonly p: number
}

/** N = 2^15, r = 8, p = 3: 32 MB and about 0.3 s a try; one of the settings of equal strength in OWASP's password storage cheat sheet. */
export const COST: HashCost = { log2N: 15, r: 8, p: 3 }
const KEY_BYTES = 32
const LEAST_CHARACTERS = 10

/** Answers the text that is kept: `scrypt$15$8$3$salt$key`, so that the cost can grow while old ones stay readable. */
export async function hashPassword(password: string, cost: HashCost): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost.log2N, cost.r, cost.p)
  return ['scrypt', cost.log2N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$')
}

/** Takes as long for a person who does not exist (`kept` null): who is here must not be learnt from the clock. */
export async function isPassword(password: string, kept: string | null, cost: HashCost): Promise<boolean> {
  const [scheme, log2N, r, p, salt, key] = (kept ?? nobodys(cost)).split('$')
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) throw new Error('a password hash of another kind')
  const wanted = Buffer.from(key, 'base64url')
  const given = await derive(password, Buffer.from(salt, 'base64url'), Number(log2N), Number(r), Number(p))
  return timingSafeEqual(wanted, given) && kept !== null
}

/** Four groups of four from signs that nobody mixes up: 79 bits. */
export function newPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** Throws PASSWORD_WEAK for a short one, one sign over and over, and one that holds the name. */
export function requireStrong(password: string, name: string): void {
  const plain = password.normalize('NFKC')
  const signs = Array.from(plain)
  const weak =
    signs.length < LEAST_CHARACTERS || new Set(signs).size < 5 || plain.toLowerCase().includes(name.toLowerCase())
  if (weak) throw new XianceError('PASSWORD_WEAK', { least: LEAST_CHARACTERS })
}

const SIGNS = '23456789abcdefghjkmnpqrstuvwxyz'
const nobodys = ({ log2N, r, p }: HashCost): string => `scrypt$${log2N}$${r}$${p}$${'A'.repeat(22)}$${'A'.repeat(43)}`

// An input method may give full-width digits: the same password however it was typed.
function derive(password: string, salt: Buffer, log2N: number, r: number, p: number): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** log2N, r, p, maxmem: 2 ** log2N * r * 128 + 2 ** 20 }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
