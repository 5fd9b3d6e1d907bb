import type { HashCost } from '../../src/people/password.ts'

/** Passwords of tests are no secrets: with the product's cost each is a quarter of a second of CPU. */
export const cheapHashes: HashCost = { log2N: 4, r: 8, p: 1 }
