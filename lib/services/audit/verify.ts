import { asc, desc, gt, isNull } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { audit, auditAnchors, auditHead } from '../../db/schema'
import { type AuditRow, genesis, hashOf } from './chain'

/** A place of the chain that somebody keeps elsewhere: the id of an entry and its hash. */
export interface Anchor {
  id: number
  hash: string
}

export interface Verified {
  /** What does not hold, as sentences; none: the log is whole. */
  faults: string[]
  /** Entries in the chain, and those of releases before it. */
  entries: number
  before: number
  /** The end of the chain, to be kept elsewhere. */
  anchor: Anchor | null
}

const batch = 1_000

/**
 * Goes over the whole log as it is in one moment, whatever is added meanwhile. `known` anchors are compared with the entries
 * that they name.
 */
export const verifyAudit = (db: Db, known: readonly Anchor[] = []): Promise<Verified> =>
  db.transaction((tx) => verified(tx, known), { isolationLevel: 'repeatable read', accessMode: 'read only' })

async function verified(db: Db, known: readonly Anchor[]): Promise<Verified> {
  const faults: string[] = []
  const [cut] = await db.select().from(auditAnchors).orderBy(desc(auditAnchors.throughId)).limit(1)
  const [head] = await db.select().from(auditHead)
  const open = new Map(known.map(({ id, hash }) => [id, hash]))
  let last: Anchor | null = cut ? { id: cut.throughId, hash: cut.hash } : null
  let entries = 0

  for await (const row of chained(db, cut?.throughId ?? 0)) {
    const prev = last?.hash ?? genesis
    if (row.prev !== prev) faults.push(`Before entry ${row.id}, entries are missing or were exchanged.`)
    if (row.hash !== hashOf(row.prev ?? genesis, row)) faults.push(`Entry ${row.id} was changed.`)
    if (open.has(row.id) && open.get(row.id) !== row.hash)
      faults.push(`Entry ${row.id} is not the one of the anchor that was kept elsewhere.`)
    open.delete(row.id)
    last = { id: row.id, hash: row.hash ?? '' }
    entries += 1
  }
  for (const [id, hash] of open) {
    if (!cut || id > cut.throughId)
      faults.push(`The entry ${id} of an anchor that was kept elsewhere is missing.`)
    // Of those that have gone by the policy, the last one is known.
    else if (id === cut.throughId && hash !== cut.hash)
      faults.push(`Entry ${id} is not the one of the anchor that was kept elsewhere.`)
  }
  if ((head?.hash ?? genesis) !== (last?.hash ?? genesis)) faults.push('The last entries are missing.')
  if (head && head.entries !== entries + (cut?.entries ?? 0))
    faults.push(`There are ${entries + (cut?.entries ?? 0)} entries where ${head.entries} were written.`)
  const before = await db.$count(audit, isNull(audit.hash))
  return { faults: faults.slice(0, 100), entries, before, anchor: last }
}

/** The entries of the chain in order. One without a hash after the first is a fault that shows as a changed entry. */
async function* chained(db: Db, after: number): AsyncGenerator<AuditRow> {
  let begun = false
  for (let from = after; ; ) {
    const rows = await db.select().from(audit).where(gt(audit.id, from)).orderBy(asc(audit.id)).limit(batch)
    for (const row of rows) {
      begun ||= row.hash !== null
      if (begun) yield row
    }
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    from = last.id
  }
}
