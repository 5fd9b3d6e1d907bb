#!/usr/bin/env node
// The bin of the package: TypeScript is run as it is, without a build step.
import { register } from 'tsx/esm/api'

register()
await import('./main.ts')
