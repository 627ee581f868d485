import { and, eq, sql } from 'drizzle-orm'
import { ensureParent } from '../../db/connections'
import type { Db } from '../../db/open'
import { resolverDrafts } from '../../db/schema'
import type { ResolverSet } from '../../model/resolvers/resolver-set'
import { AppError } from '../../platform/errors'

/** The resolvers somebody is editing, as they were last saved. `savedAt` is ISO 8601 and tells versions apart. */
export interface ResolverDraft {
  set: ResolverSet
  savedBy: string
  savedAt: string
}

export async function findResolverDraft(db: Db, connectionId: string): Promise<ResolverDraft | null> {
  const [row] = await db.select().from(resolverDrafts).where(eq(resolverDrafts.connectionId, connectionId))
  return row ? { set: row.set, savedBy: row.savedBy, savedAt: row.savedAt.toISOString() } : null
}

export interface ResolverDraftToSave {
  connectionId: string
  set: ResolverSet
  savedBy: string
  /** The version the admin started from; `any` saves over whatever is there. */
  over: string | null | 'any'
}

/** Keeps the draft, unless another one was saved meanwhile. Returns its version. */
export function storeResolverDraft(
  db: Db,
  { connectionId, set, savedBy, over }: ResolverDraftToSave,
): Promise<string> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`resolvers of ${connectionId}`}))`)
    const stored = await findResolverDraft(tx, connectionId)
    if (stored && over !== 'any' && stored.savedAt !== over) throw overtaken(stored)
    await ensureParent(tx, connectionId)
    const draft = { set, savedBy, savedAt: sql`date_trunc('milliseconds', clock_timestamp())` }
    const [saved] = await tx
      .insert(resolverDrafts)
      .values({ connectionId, ...draft })
      .onConflictDoUpdate({ target: resolverDrafts.connectionId, set: draft })
      .returning({ savedAt: resolverDrafts.savedAt })
    if (!saved) throw new Error(`The resolvers of ${connectionId} were not written`)
    return saved.savedAt.toISOString()
  })
}

function overtaken({ savedBy }: ResolverDraft) {
  const message = `${savedBy} saved another draft of these resolvers meanwhile. Load theirs, or keep yours in its place.`
  return new AppError('conflict', message, { field: 'draft' })
}

/** With a version only that one: what was saved since stays. Answers who saved the one that stays. */
export async function dropResolverDraft(db: Db, connectionId: string, version: string | null) {
  const own = version === null ? sql`false` : eq(resolverDrafts.savedAt, new Date(version))
  await db.delete(resolverDrafts).where(and(eq(resolverDrafts.connectionId, connectionId), own))
  return (await findResolverDraft(db, connectionId))?.savedBy ?? null
}
