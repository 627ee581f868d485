import { and, desc, eq, not, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import { listDebts } from '../../db/debts'
import { countStuck } from '../../db/failing'
import { countItems } from '../../db/item-counts'
import type { Db } from '../../db/open'
import { refusedGroups } from '../../db/refused-groups'
import { operations, sources, syncs, uploads } from '../../db/schema'
import type { ConnectionFacts, LastSync } from '../../model/connection/list'
import { noFacts } from '../../model/connection/row'
import { SourceSettings } from '../../model/sync/source'
import { sourceName } from '../../model/sync/source-name'

const cancelledInVain = sql`(${syncs.status} = 'cancelled' and (${syncs.counts}->>'failed')::int = 0)`

const toLastSync = ({ id, status, counts, notHeld, ...row }: typeof syncs.$inferSelect): LastSync => {
  const at = (row.finishedAt ?? row.startedAt ?? row.createdAt).toISOString()
  return { id, status, counts, at, notHeld, phase: row.phase }
}

/** What the console knows of each connection, by id; with an id, of that connection only. */
export async function connectionFacts(db: Db, connectionId?: string): Promise<Map<string, ConnectionFacts>> {
  const only = (column: PgColumn) => (connectionId === undefined ? undefined : eq(column, connectionId))
  const [counted, lastSyncs, lastOutcomes, lastOperations, knownSources, debts, refused, stuck] =
    await Promise.all([
      countItems(db, connectionId),
      db
        .selectDistinctOn([syncs.connectionId])
        .from(syncs)
        .where(only(syncs.connectionId))
        .orderBy(syncs.connectionId, desc(syncs.createdAt)),
      db
        .selectDistinctOn([syncs.connectionId])
        .from(syncs)
        .where(and(not(cancelledInVain), only(syncs.connectionId)))
        .orderBy(syncs.connectionId, desc(syncs.createdAt)),
      db
        .selectDistinctOn([operations.connectionId, operations.kind])
        .from(operations)
        .where(only(operations.connectionId))
        .orderBy(operations.connectionId, operations.kind, desc(operations.startedAt)),
      listSources(db, only(sources.connectionId)),
      listDebts(db, connectionId),
      refusedGroups(db, connectionId),
      countStuck(db, connectionId),
    ])

  const facts = new Map<string, ConnectionFacts>()
  const of = (id: string) => {
    const known = facts.get(id) ?? { ...noFacts, operations: {} }
    facts.set(id, known)
    return known
  }
  for (const [id, items] of counted) of(id).items = items
  for (const row of lastSyncs) of(row.connectionId).sync = toLastSync(row)
  for (const row of lastOutcomes) of(row.connectionId).outcome = toLastSync(row)
  for (const { connectionId: id, kind, ...row } of lastOperations) {
    of(id).operations[kind] = { id: row.id, status: row.status, startedAt: row.startedAt.toISOString() }
  }
  for (const { connectionId: id, ...source } of knownSources) of(id).source = source
  for (const [id, owed] of debts) of(id).debts = owed
  for (const [id, groups] of refused) of(id).refusedGroups = groups
  for (const [id, records] of stuck) of(id).stuck = records
  return facts
}

async function listSources(db: Db, where: SQL | undefined) {
  const uploadOf = eq(sql`${uploads.id}::text`, sql`${sources.config}->>'uploadId'`)
  const rows = await db
    .select({
      connectionId: sources.connectionId,
      kind: sources.kind,
      config: sources.config,
      fileName: uploads.fileName,
      format: uploads.format,
    })
    .from(sources)
    .leftJoin(uploads, uploadOf)
    .where(where)
  return rows.map(({ connectionId, fileName, format, ...settings }) => ({
    connectionId,
    kind: settings.kind,
    fileType: format?.type ?? null,
    name: fileName ?? sourceName(SourceSettings.parse(settings)),
  }))
}
