import { writeFileSync } from 'node:fs'
import { helpdeskCsv, hrCsv } from './samples'

// Run with `npx tsx tests/support/write-samples.ts` after the seeded users or the generator changed.
const folder = new URL('../../public/samples/', import.meta.url)
writeFileSync(new URL('contoso-hr.csv', folder), hrCsv())
writeFileSync(new URL('helpdesk-tickets.csv', folder), helpdeskCsv(500))
