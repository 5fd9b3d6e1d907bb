import { fieldKinds } from '../locale/zh/fieldKinds.ts'
import { words } from './preferences.ts'

/** A kind of field in words; one of a form that is newer than this screen by its id. */
export function kindName(kind: string): string {
  return isKnown(kind) ? words.value(`fieldKinds.${kind}`) : kind
}

function isKnown(kind: string): kind is keyof typeof fieldKinds {
  return Object.hasOwn(fieldKinds, kind)
}
