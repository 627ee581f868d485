import { createHash } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { audit, auditHead } from '../../db/schema'
import { canonical } from '../../model/items/canonical'

export type AuditRow = typeof audit.$inferSelect
export type NewAuditRow = Omit<AuditRow, 'id' | 'at' | 'prev' | 'hash'>

/** What the first entry follows. */
export const genesis = ''

/**
 * The hash of an entry: SHA-256 over the hash before it and the entry itself, as JSON with sorted names. What is null
 * is left out, so that a column of a later release leaves the hashes of earlier entries as they are.
 */
export function hashOf(prev: string, { prev: _, hash: __, at, ...row }: AuditRow): string {
  const present = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))
  const record = canonical({ ...present, at: at.toISOString() })
  return createHash('sha256').update(`${prev}\n${record}`).digest('hex')
}

/**
 * Adds an entry at the end of the chain and answers its id. Whoever adds one waits for the others, until the
 * transaction ends: so it comes last in one.
 */
export const appendAudit = (db: Db, entry: NewAuditRow): Promise<number> =>
  db.transaction(async (tx) => {
    await tx.insert(auditHead).values({ one: 1, entries: 0, auditId: 0, hash: genesis }).onConflictDoNothing()
    const [head] = await tx.select().from(auditHead).where(eq(auditHead.one, 1)).for('update')
    if (!head) throw new Error('The audit log has no end to add to.')
    const { rows } = (await tx.execute(
      sql`select nextval(pg_get_serial_sequence('audit', 'id')) as id`,
    )) as unknown as { rows: { id: string | number }[] }
    const id = Number(rows[0]?.id)
    const row: AuditRow = { ...asStored(entry), id, at: new Date(), prev: head.hash, hash: null }
    const hash = hashOf(head.hash, row)
    await tx.insert(audit).values({ ...row, hash })
    await tx
      .update(auditHead)
      .set({ entries: head.entries + 1, auditId: id, hash })
      .where(eq(auditHead.one, 1))
    return id
  })

/** The entry as it will be read again: what JSON does not have is gone. */
const asStored = (entry: NewAuditRow): NewAuditRow => ({
  ...entry,
  input: entry.input === null || entry.input === undefined ? null : JSON.parse(JSON.stringify(entry.input)),
})
