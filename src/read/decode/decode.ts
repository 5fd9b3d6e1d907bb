import type { Decoder } from '../../contract/layout.ts'
import type { Candidate } from '../../contract/reading.ts'
import { decodeAddress } from './address.ts'
import { decodeList } from './closedList.ts'
import { countGrammar } from './count.ts'
import { dateGrammar } from './date.ts'
import { digitsGrammar } from './digits.ts'
import { decodeEmail } from './email.ts'
import { decodeFreely } from './free.ts'
import { idGrammar } from './id.ts'
import type { Lattice } from './lattice.ts'
import { decodeName } from './names.ts'
import { postcodeGrammar } from './postcode.ts'
import { telephoneGrammar } from './telephone.ts'
import { weighReadings } from './weigh.ts'

/** What a decoder may know beyond the ink. */
export interface DecodeContext {
  /** Dates from and to, ISO; a date within is far likelier. */
  readonly window?: { readonly from: string; readonly to: string } | undefined
  /** Least and most a count may be. */
  readonly least?: number | undefined
  readonly most?: number | undefined
  /** All that a list may hold, and whether it was written on a line, where the reader may overlook a character. */
  readonly values?: readonly string[] | undefined
  readonly isLine?: boolean | undefined
}

/**
 * Why the value is what it is. AS_READ: the ink alone says a valid value. CORRECTED: the likeliest valid value differs from the
 * ink's likeliest characters, see `changes`. REJECTED: nothing valid is likelier than that something invalid was
 * written; the value is the raw reading. EMPTY: no cell holds anything.
 */
export type DecodeReason = 'AS_READ' | 'CORRECTED' | 'REJECTED' | 'EMPTY'

export interface Decoded {
  readonly value: string
  /** How sure that `value` was written, 0..1. */
  readonly confidence: number
  /** Best first; the value is among them. */
  readonly candidates: readonly Candidate[]
  /** What the ink says without the field's rules. */
  readonly raw: string
  readonly rejected: boolean
  readonly reason: DecodeReason
  /** The character taken for each cell. */
  readonly cells: readonly string[]
  /** Cells where `value` differs from `raw`. */
  readonly changes: readonly { readonly cell: number; readonly from: string; readonly to: string }[]
}

/** Reads a field under its own rules. Never throws for a lattice, whatever it holds. */
export function decode(decoder: Decoder, lattice: Lattice, context: DecodeContext = {}): Decoded {
  return decoders[decoder](lattice, context)
}

const decoders: Record<Decoder, (lattice: Lattice, context: DecodeContext) => Decoded> = {
  telephone: (lattice) => weighReadings(lattice, telephoneGrammar),
  date: (lattice, context) => weighReadings(lattice, dateGrammar(context.window)),
  count: (lattice, context) => weighReadings(lattice, countGrammar(lattice.length, context.least, context.most)),
  postcode: (lattice) => weighReadings(lattice, postcodeGrammar),
  id: (lattice) => weighReadings(lattice, idGrammar()),
  digits: (lattice) => weighReadings(lattice, digitsGrammar),
  email: (lattice) => decodeEmail(lattice),
  text: (lattice) => decodeFreely(lattice),
  name: (lattice) => decodeName(lattice),
  address: (lattice) => decodeAddress(lattice),
  list: (lattice, context) => decodeList(lattice, context.values ?? [], { isLine: context.isLine ?? false }),
}
