import { makeRunFolder } from '../run/runFolder.ts'

/** Before the first file of tests; the processes that run them inherit where it is. */
export default function setup(): void {
  makeRunFolder()
}
