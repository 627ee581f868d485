import { and, desc, eq, exists, gt, gte, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { ledger, syncErrors, syncs } from '../../db/schema'
import type { ItemFailure } from '../../model/items/item-list'

/** What fails in a run of groups is about no item. */
const ofItems = ne(syncs.type, 'groups')

/** The ids of the items that the last run of a connection could not send. */
export const failedInLastRun = (db: Db, connectionId: string) =>
  db
    .select({ itemId: sql<string>`${syncErrors.itemId}` })
    .from(syncErrors)
    .where(and(eq(syncErrors.syncId, lastRun(db, connectionId)), isNotNull(syncErrors.itemId)))

const lastRun = (db: Db, connectionId: string) =>
  db
    .select({ id: syncs.id })
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), isNotNull(syncs.startedAt), ofItems))
    .orderBy(desc(syncs.createdAt))
    .limit(1)

/** The next of them that the ledger has, in the order of the ledger: an index of the errors has the same. */
export async function failedIds(
  db: Db,
  connectionId: string,
  { prefix, after, limit }: { prefix?: string; after?: string; limit: number },
): Promise<{ itemId: string }[]> {
  const id = sql<string>`(${syncErrors.itemId} collate "C")`
  const known = db
    .select({ one: sql`1` })
    .from(ledger)
    .where(and(eq(ledger.connectionId, connectionId), eq(ledger.itemId, id)))
  return await db
    .selectDistinct({ itemId: id.as('id') })
    .from(syncErrors)
    .where(
      and(
        eq(syncErrors.syncId, lastRun(db, connectionId)),
        isNotNull(syncErrors.itemId),
        prefix ? and(gte(id, prefix), lt(id, prefix + last)) : undefined,
        after === undefined ? undefined : gt(id, after),
        exists(known),
      ),
    )
    .orderBy(sql`id`)
    .limit(limit)
}

/** Above every character that an id can have. */
export const last = '\u{10ffff}'

/** Why runs could not send items after they were sent last, the newest reason of each, by item id. */
export async function failuresOf(
  db: Db,
  connectionId: string,
  items: readonly { itemId: string; pushedAt: Date }[],
): Promise<Map<string, ItemFailure>> {
  if (items.length === 0) return new Map()
  const ids = items.map(({ itemId }) => itemId)
  const rows = await db
    .selectDistinctOn([syncErrors.itemId], {
      itemId: syncErrors.itemId,
      syncId: syncErrors.syncId,
      row: syncErrors.row,
      message: syncErrors.message,
      at: syncErrors.at,
    })
    .from(syncErrors)
    .innerJoin(syncs, eq(syncs.id, syncErrors.syncId))
    .where(and(eq(syncs.connectionId, connectionId), ofItems, inArray(syncErrors.itemId, ids)))
    .orderBy(syncErrors.itemId, desc(syncErrors.at))
  const sentAt = new Map(items.map(({ itemId, pushedAt }) => [itemId, pushedAt]))
  return new Map(
    rows.flatMap(({ itemId, at, ...failure }) => {
      const sent = itemId !== null && sentAt.get(itemId)
      return sent && sent < at ? [[itemId, { ...failure, at: at.toISOString() }]] : []
    }),
  )
}
