import { writeFile } from 'node:fs/promises'
import { openapiText } from './openapi.ts'

// `npm run build:openapi`: the committed openapi.json is made of the routes and of nothing else.
await writeFile(new URL('openapi.json', import.meta.url), await openapiText())
