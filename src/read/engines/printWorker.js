// The worker thread of tesseract.js. Its engine writes remarks about small pictures to stderr from C++; nobody can act on
// them and they would stand between the lines of a command's table, so this thread has no console.
import { createRequire } from 'node:module'

console.error = () => undefined
console.log = () => undefined
createRequire(import.meta.url)('tesseract.js/src/worker-script/node/index.js')
