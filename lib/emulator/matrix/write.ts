import { writeFileSync } from 'node:fs'
import { document } from './document'

writeFileSync('docs/emulator.md', document())
