import { and, eq, sql } from 'drizzle-orm'
import { ensureParent } from '../../db/connections'
import type { Db } from '../../db/open'
import { resultDrafts } from '../../db/schema'
import type { ResultsDraft } from '../../model/results/template'
import { AppError } from '../../platform/errors'

/** The templates somebody is editing, as they were last saved. `savedAt` is ISO 8601 and tells versions apart. */
export interface StoredDraft extends ResultsDraft {
  savedBy: string
  savedAt: string
}

export async function findResultsDraft(db: Db, connectionId: string): Promise<StoredDraft | null> {
  const [row] = await db.select().from(resultDrafts).where(eq(resultDrafts.connectionId, connectionId))
  return row ? { ...row.draft, savedBy: row.savedBy, savedAt: row.savedAt.toISOString() } : null
}

export interface DraftToSave {
  connectionId: string
  draft: ResultsDraft
  savedBy: string
  /** The version the admin started from; `any` saves over whatever is there. */
  over: string | null | 'any'
}

/** Stores the draft, unless another one was saved meanwhile. Returns its version. */
export function storeResultsDraft(
  db: Db,
  { connectionId, draft, savedBy, over }: DraftToSave,
): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`result draft of ${connectionId}`}))`)
    const stored = await findResultsDraft(tx, connectionId)
    if (stored && over !== 'any' && stored.savedAt !== over) throw overtaken(stored.savedBy)
    const values = { draft, savedBy, savedAt: sql`date_trunc('milliseconds', clock_timestamp())` }
    await ensureParent(tx, connectionId)
    const [saved] = await tx
      .insert(resultDrafts)
      .values({ connectionId, ...values })
      .onConflictDoUpdate({ target: resultDrafts.connectionId, set: values })
      .returning({ savedAt: resultDrafts.savedAt })
    if (!saved) throw new Error(`The draft of ${connectionId} was not written`)
    return saved.savedAt.toISOString()
  })
}

const overtaken = (who: string) =>
  new AppError(
    'conflict',
    `${who} saved another draft of these templates meanwhile. Load theirs, or keep yours in its place.`,
    { field: 'draft' },
  )

/** With a version only that one: what was saved since stays. Answers who saved the one that stays. */
export async function dropResultsDraft(db: Db, connectionId: string, version: string | null) {
  const own = version === null ? sql`false` : eq(resultDrafts.savedAt, new Date(version))
  await db.delete(resultDrafts).where(and(eq(resultDrafts.connectionId, connectionId), own))
  return (await findResultsDraft(db, connectionId))?.savedBy ?? null
}
