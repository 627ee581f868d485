import { eq, sql } from 'drizzle-orm'
import { ensureParent } from '../db/connections'
import type { Db } from '../db/open'
import { schemaDrafts } from '../db/schema'
import type { WatchedOperation } from '../model/operation'
import type { ConnectorSchema } from '../model/schema/schema'
import { AppError } from '../platform/errors'

/** The schema somebody is editing, as it was last saved. `savedAt` is ISO 8601 and tells versions apart. */
export interface SchemaDraft {
  schema: ConnectorSchema
  savedBy: string
  savedAt: string
}

export async function findDraft(db: Db, connectionId: string): Promise<SchemaDraft | null> {
  const [row] = await db.select().from(schemaDrafts).where(eq(schemaDrafts.connectionId, connectionId))
  return row ? { schema: row.schema, savedBy: row.savedBy, savedAt: row.savedAt.toISOString() } : null
}

/** Whether the draft is finished: Graph registered it after it was saved. */
export const isSpent = ({ savedAt }: SchemaDraft, operations: readonly WatchedOperation[]) =>
  operations.some(
    ({ kind, status, startedAt }) => kind === 'schema' && status === 'completed' && startedAt >= savedAt,
  )

export interface DraftToSave {
  connectionId: string
  schema: ConnectorSchema
  savedBy: string
  /** The version the admin started from; `any` overwrites every version. */
  over: string | null | 'any'
}

/**
 * Keeps the draft, unless another one was saved meanwhile. Returns its version, which changes only when
 * the schema does.
 */
export function saveDraft(db: Db, { connectionId, schema, savedBy, over }: DraftToSave): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`draft of ${connectionId}`}))`)
    const stored = await findDraft(tx, connectionId)
    if (stored && over !== 'any' && stored.savedAt !== over) throw overtaken(stored)
    // The database's clock, to be compared with the start of an operation; in milliseconds, as a Date holds it.
    const draft = { schema, savedBy, savedAt: sql`date_trunc('milliseconds', clock_timestamp())` }
    await ensureParent(tx, connectionId)
    const [saved] = await tx
      .insert(schemaDrafts)
      .values({ connectionId, ...draft })
      .onConflictDoUpdate({
        target: schemaDrafts.connectionId,
        set: draft,
        setWhere: sql`${schemaDrafts.schema} is distinct from excluded.schema`,
      })
      .returning({ savedAt: schemaDrafts.savedAt })
    const version = saved?.savedAt.toISOString() ?? stored?.savedAt
    if (!version) throw new Error(`The draft of ${connectionId} was not written`)
    return version
  })
}

function overtaken({ savedBy }: SchemaDraft) {
  const message = `${savedBy} saved another draft of this schema meanwhile. Load theirs, or keep yours in its place.`
  return new AppError('conflict', message, { field: 'draft' })
}

export async function discardDraft(db: Db, connectionId: string) {
  await db.delete(schemaDrafts).where(eq(schemaDrafts.connectionId, connectionId))
}
