import { and, eq, gt, inArray, lt, max, not, notExists, sql } from 'drizzle-orm'
import { type Debt, type DebtCause, type DebtDetail, sentUnder } from '../model/debts/debt'
import { ensureParent } from './connections'
import type { Db } from './open'
import { connections, debts, failing, itemCounts, ledger } from './schema'

/** No item was sent under less (it is compared with an integer column). */
const noneOwed = -(2 ** 31)

/** Somebody has decided that it need not be sent. */
const isSetAside = sql`exists (select 1 from ${failing} where ${failing.connectionId} = ${ledger.connectionId}
  and ${failing.itemId} = ${ledger.itemId} and ${failing.asideAt} is not null)`

/** The items that a debt is about. */
const owed = and(
  eq(ledger.connectionId, debts.connectionId),
  lt(ledger.sentUnder, debts.below),
  not(isSetAside),
)

/** How many they are, by the counts of the ledger: to count a million of them takes a second. */
const counted = sql`select coalesce(sum(${itemCounts.items}), 0) from ${itemCounts}
  where ${itemCounts.connectionId} = ${debts.connectionId} and ${itemCounts.sentUnder} < ${debts.below}`
const setAside = sql`select count(*) from ${failing} join ${ledger} on ${ledger.connectionId} = ${failing.connectionId}
  and ${ledger.itemId} = ${failing.itemId} and ${ledger.sentUnder} < ${debts.below}
  where ${failing.connectionId} = ${debts.connectionId} and ${failing.asideAt} is not null`

/** The debts of a connection, or of all, by connection; those without an owed item are left out. */
export async function listDebts(db: Db, connectionId?: string): Promise<Map<string, Debt[]>> {
  const rows = await db
    .select({
      connectionId: debts.connectionId,
      cause: debts.cause,
      items: debts.items,
      detail: debts.detail,
      since: debts.since,
      remaining: sql<number>`((${counted}) - (${setAside}))::int`,
    })
    .from(debts)
    .where(connectionId === undefined ? undefined : eq(debts.connectionId, connectionId))
    .orderBy(debts.since)
  const found = new Map<string, Debt[]>()
  for (const { connectionId: id, since, ...debt } of rows) {
    if (debt.remaining === 0) continue
    found.set(id, [...(found.get(id) ?? []), { ...debt, since: since.toISOString() }])
  }
  return found
}

/** Items of a connection that were sent under less than this are owed; no number is lower than it without a debt. */
export async function owedBelow(db: Db, connectionId: string): Promise<number> {
  const [owed] = await db
    .select({ below: max(debts.below) })
    .from(debts)
    .where(eq(debts.connectionId, connectionId))
  return owed?.below ?? noneOwed
}

/** Deletes the debts of which nothing is left. Called when a run has ended. */
export const closePaidDebts = (tx: Db, connectionId: string) =>
  tx.delete(debts).where(and(eq(debts.connectionId, connectionId), isPaid(tx)))

const isPaid = (tx: Db) => notExists(tx.select({ one: sql`1` }).from(ledger).where(owed))

interface NewDebt {
  connectionId: string
  cause: DebtCause
  below: number
  detail?: DebtDetail
}

/** Notes a debt, or what it has grown by. */
async function owe(tx: Db, { connectionId, cause, below, detail = {} }: NewDebt) {
  const items = await tx.$count(
    ledger,
    and(eq(ledger.connectionId, connectionId), lt(ledger.sentUnder, below)),
  )
  const [before] = await tx
    .select({ detail: debts.detail })
    .from(debts)
    .where(and(eq(debts.connectionId, connectionId), eq(debts.cause, cause)))
  const merged = { ...detail }
  if (before?.detail.properties || detail.properties) {
    merged.properties = [...new Set([...(before?.detail.properties ?? []), ...(detail.properties ?? [])])]
  }
  const values = { connectionId, cause, below, items, detail: merged }
  await tx
    .insert(debts)
    .values(values)
    .onConflictDoUpdate({ target: [debts.connectionId, debts.cause], set: { below, items, detail: merged } })
}

/**
 * A schema is registered whose changes Graph applies only to items that are sent afterwards. Answers the version that
 * those are sent under.
 */
export async function oweAfterSchema(tx: Db, connectionId: string, properties: string[]) {
  const [risen] = await tx
    .update(connections)
    .set({ schemaVersion: sql`${connections.schemaVersion} + 1` })
    .where(eq(connections.id, connectionId))
    .returning({ below: connections.schemaVersion })
  if (!risen) return null
  // One that was paid by a run that was cancelled is still there, and this is not a part of it.
  await tx
    .delete(debts)
    .where(and(eq(debts.connectionId, connectionId), eq(debts.cause, 'schemaChange'), isPaid(tx)))
  await owe(tx, { connectionId, cause: 'schemaChange', below: risen.below, detail: { properties } })
  return risen.below
}

/** People data that is sent before its connection is a profile source has to be sent again afterwards. */
export const oweUntilRegistered = (tx: Db, connectionId: string, registered = false) =>
  owe(tx, {
    connectionId,
    cause: 'registration',
    below: sentUnder.unregistered + 1,
    detail: { registered },
  })

/** The connection is a profile source from now on: none of the items that were sent before has reached a profile. */
export const oweAfterRegistration = (db: Db, connectionId: string) =>
  db.transaction(async (tx) => {
    await ensureParent(tx, connectionId)
    await tx
      .update(ledger)
      .set({ sentUnder: sentUnder.unregistered })
      .where(and(eq(ledger.connectionId, connectionId), gt(ledger.sentUnder, sentUnder.unregistered)))
    await oweUntilRegistered(tx, connectionId, true)
  })

/** Graph has lost these items, or all of the connection. They stay in the ledger as lost until they are sent. */
export async function oweLost(tx: Db, connectionId: string, itemIds: string[] | 'all') {
  await tx
    .update(ledger)
    .set({ sentUnder: sentUnder.lost })
    .where(
      and(
        eq(ledger.connectionId, connectionId),
        itemIds === 'all' ? undefined : inArray(ledger.itemId, itemIds),
      ),
    )
  const detail = { all: itemIds === 'all' }
  await owe(tx, { connectionId, cause: 'ledgerLost', below: sentUnder.lost + 1, detail })
}

/** What items of the connection have to be sent under now. */
export async function schemaVersionOf(db: Db, connectionId: string) {
  const [row] = await db
    .select({ version: connections.schemaVersion })
    .from(connections)
    .where(eq(connections.id, connectionId))
  return row?.version ?? 0
}
