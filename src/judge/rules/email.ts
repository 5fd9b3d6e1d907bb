import { textRule } from '../rule.ts'

/** Of the form name@host.domain, as mail systems in use accept it (RFC 5321 without quoted names and address literals). */
export const email = textRule('email', (text) => (EMAIL.test(text) && text.length <= 254 ? null : 'BAD_EMAIL'))

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const EMAIL = new RegExp(`^(?=.{1,64}@)${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+[A-Za-z]{2,24}$`)
