import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { ContentKind, ExternalConnection } from '../model/connection/connection'
import { canonical } from '../model/items/canonical'
import type { Db } from './open'
import { connections } from './schema'

/** A connection as Graph returned it. */
export interface Seen {
  id: string
  kind: ContentKind
  /** Who created it in this console. */
  createdBy?: string
  /** The whole of what Graph answered, where it did. */
  answer?: ExternalConnection
}

/** The parent row for a child that is about to be written, when Graph is not asked for the connection. */
export async function ensureParent(tx: Db, connectionId: string) {
  await tx.insert(connections).values({ id: connectionId }).onConflictDoNothing()
}

/**
 * Keeps the connection from being deleted until the transaction ends, and answers whether it is there. It comes before
 * the run is locked, in the same order as a deletion does, which prevents a deadlock.
 */
export async function lockConnection(tx: Db, connectionId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: connections.id })
    .from(connections)
    .where(eq(connections.id, connectionId))
    .for('key share')
  return rows.length > 0
}

/** Graph has the connection. */
export async function seenConnection(db: Db, seen: Seen) {
  const known = await readKnown(db).where(eq(connections.id, seen.id))
  await record(db, [seen], known)
}

/** These are all that Graph has: those that are missing are gone. */
export async function seenConnections(db: Db, seen: readonly Seen[]) {
  const known = await readKnown(db)
  await record(db, seen, known)
  const there = new Set(seen.map(({ id }) => id))
  const missing = known.filter(({ id, goneAt }) => !goneAt && !there.has(id))
  if (missing.length > 0)
    await recordGone(
      db,
      missing.map(({ id }) => id),
    )
}

/** Graph does not have the connection (any more). */
export async function missedConnection(db: Db, connectionId: string) {
  const known = await readKnown(db).where(and(eq(connections.id, connectionId), isNull(connections.goneAt)))
  if (known.length > 0) await recordGone(db, [connectionId])
}

const readKnown = (db: Db) =>
  db
    .select({
      id: connections.id,
      kind: connections.kind,
      createdBy: connections.createdBy,
      goneAt: connections.goneAt,
      answer: connections.answer,
      stale: sql<boolean>`${connections.lastSeenAt} < now() - interval '1 minute'`,
    })
    .from(connections)

type Known = Awaited<ReturnType<typeof readKnown>>[number]

/** Pages read connections all the time, so only news is written. */
async function record(db: Db, seen: readonly Seen[], known: readonly Known[]) {
  const byId = new Map(known.map((one) => [one.id, one]))
  const news = seen.filter(({ id, kind, createdBy, answer }) => {
    const before = byId.get(id)
    if (!before || before.stale || before.goneAt || before.kind !== kind) return true
    if (answer && !sameAnswer(before.answer, answer)) return true
    return createdBy !== undefined && before.createdBy !== createdBy
  })
  if (news.length === 0) return
  await db
    .insert(connections)
    // Always in the same order, which prevents a deadlock between two that write the same list.
    .values(news.toSorted((one, other) => (one.id < other.id ? -1 : 1)))
    .onConflictDoUpdate({
      target: connections.id,
      set: {
        kind: sql`excluded.kind`,
        createdBy: sql`coalesce(excluded.created_by, ${connections.createdBy})`,
        answer: sql`coalesce(excluded.answer, ${connections.answer})`,
        lastSeenAt: sql`now()`,
        goneAt: null,
      },
    })
}

/** Whether both say the same. `@odata.context` names the request: a list answers a connection without it. */
function sameAnswer(before: ExternalConnection | null, now: ExternalConnection) {
  const told = ({ '@odata.context': _, ...members }: ExternalConnection) => canonical(members)
  return before !== null && told(before) === told(now)
}

/** A connection that was created a moment ago may be missing in an answer that Graph began earlier. */
const recordGone = (db: Db, ids: string[]) =>
  db
    .update(connections)
    .set({ goneAt: sql`now()` })
    .where(
      and(
        inArray(connections.id, ids),
        isNull(connections.goneAt),
        sql`${connections.lastSeenAt} < now() - interval '1 minute'`,
      ),
    )

/** What Graph answered last of its connections that are not gone, and when. */
export async function lastAnswers(db: Db, connectionId?: string) {
  const rows = await db
    .select({ answer: connections.answer, at: connections.lastSeenAt })
    .from(connections)
    .where(
      and(
        isNotNull(connections.answer),
        isNull(connections.goneAt),
        connectionId === undefined ? undefined : eq(connections.id, connectionId),
      ),
    )
  return rows.flatMap(({ answer, at }) => (answer ? [{ answer, at }] : []))
}

/** The schema that Graph answered last; null when it never did. */
export async function lastSchema(db: Db, connectionId: string) {
  const [row] = await db
    .select({ value: connections.schema, at: connections.schemaSeenAt })
    .from(connections)
    .where(eq(connections.id, connectionId))
  return row?.at ? { value: row.value, at: row.at } : null
}

/** Content or people; null when Graph has not told it yet. */
export async function kindOf(db: Db, connectionId: string) {
  const [row] = await db
    .select({ kind: connections.kind })
    .from(connections)
    .where(eq(connections.id, connectionId))
  return row?.kind ?? null
}
