import { existsSync } from 'node:fs'
import { type Anchor, verifyAudit } from '../services/audit/verify'
import { ownDatabase } from './postgres/own-database'
import { say } from './run'

/** `npm run audit:verify -- 4711:9f86d0…`: checks the whole audit log, and that these entries are in it. */
if (existsSync('.env')) process.loadEnvFile('.env')
const opened = await ownDatabase()
try {
  const { faults, entries, before, anchor } = await verifyAudit(
    opened.db,
    process.argv.slice(2).map(toAnchor),
  )
  for (const fault of faults) say(fault)
  if (before > 0)
    say(`${before} entries are of releases that kept no chain; nothing shows whether they were changed.`)
  if (faults.length === 0) say(`The audit log is whole: ${entries} entries.`)
  if (anchor) say(`Keep this elsewhere, and name it at the next check: ${anchor.id}:${anchor.hash}`)
  process.exitCode = faults.length === 0 ? 0 : 1
} finally {
  await opened.close()
}

function toAnchor(text: string): Anchor {
  const [, id, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? []
  if (!id || !hash)
    throw new Error(`"${text}" is no anchor. It looks like 4711:9f86d081884c7d659a2feaa0c55ad015a3bf…`)
  return { id: Number(id), hash }
}
