import { and, eq, sql } from 'drizzle-orm'
import { canonical } from '../model/items/canonical'
import { needingReingestion } from '../model/schema/diff'
import type { ConnectorSchema } from '../model/schema/schema'
import { oweAfterSchema } from './debts'
import type { Db } from './open'
import { connections, operations } from './schema'

/**
 * Graph answered this schema; null: the connection has none. When it differs from the one before in something that
 * Graph applies only to items that are sent afterwards, another tool has changed it, and the items are owed. Answers
 * the version that this has risen to, or null when nothing is owed.
 */
export async function seenSchema(
  db: Db,
  connectionId: string,
  schema: ConnectorSchema | null,
): Promise<number | null> {
  const [known] = await readKnown(db, connectionId)
  // Pages read it all the time: what is no news is written once a minute.
  if (!known || (known.fresh && canonical(known.schema) === canonical(schema))) return null
  return await db.transaction(async (tx) => {
    const [locked] = await readKnown(tx, connectionId).for('update')
    // While the console registers one, Graph may show either. The end of that compares them.
    if (!locked || (await isRegistering(tx, connectionId))) return null
    return await keepSchema(tx, connectionId, { before: locked.schema, now: schema })
  })
}

/**
 * The console's own change is registered. `answered` is the schema that Graph has since; undefined when it did not tell,
 * and then the next one that it tells is compared with nothing.
 */
export async function registeredSchemaSeen(
  tx: Db,
  connectionId: string,
  { answered, reingest }: { answered: ConnectorSchema | null | undefined; reingest: readonly string[] },
) {
  const [locked] = await readKnown(tx, connectionId).for('update')
  if (!locked) return
  if (answered === undefined) {
    if (reingest.length > 0) await oweAfterSchema(tx, connectionId, [...reingest])
    await tx
      .update(connections)
      .set({ schema: null, schemaSeenAt: null })
      .where(eq(connections.id, connectionId))
    return
  }
  await keepSchema(tx, connectionId, { before: locked.schema, now: answered }, reingest)
}

const readKnown = (db: Db, connectionId: string) =>
  db
    .select({
      schema: connections.schema,
      fresh: sql<boolean>`coalesce(${connections.schemaSeenAt} > now() - interval '1 minute', false)`,
    })
    .from(connections)
    .where(eq(connections.id, connectionId))

interface Change {
  before: ConnectorSchema | null
  now: ConnectorSchema | null
}

async function keepSchema(
  tx: Db,
  connectionId: string,
  { before, now }: Change,
  known: readonly string[] = [],
) {
  const changed = before && now ? needingReingestion(before, now) : []
  const owed = [...new Set([...known, ...changed])]
  const version = owed.length > 0 ? await oweAfterSchema(tx, connectionId, owed) : null
  await tx
    .update(connections)
    .set({ schema: now, schemaSeenAt: sql`now()` })
    .where(eq(connections.id, connectionId))
  return version
}

async function isRegistering(tx: Db, connectionId: string) {
  const own = and(eq(operations.kind, 'schema'), eq(operations.status, 'inprogress'))
  return (await tx.$count(operations, and(eq(operations.connectionId, connectionId), own))) > 0
}
