import { and, asc, desc, eq, ne } from 'drizzle-orm'
import { oweLost } from '../db/debts'
import type { Db } from '../db/open'
import { ledger } from '../db/schema'
import type { CallOptions, Graph } from '../graph/client'
import { getItem } from '../graph/items'
import { sentUnder } from '../model/debts/debt'
import { AppError } from '../platform/errors'
import { log } from '../platform/log'
import { notInDoubt } from './doubt'

const fromEachEnd = 2

/**
 * The ledger records what this console sent, not what Graph still has. So a run first reads a few items from Graph.
 * When none of them is there, the connection was deleted and created again outside of the console (or emptied), and
 * all items are owed. Otherwise every item would count as unchanged and nothing would be sent.
 */
export async function checkLedger(db: Db, graph: Graph, connectionId: string, options?: CallOptions) {
  const asked = await someItems(db, connectionId)
  const found = await Promise.all(asked.map((itemId) => isThere(graph, connectionId, itemId, options)))
  const gone = asked.filter((_, index) => !found[index])
  if (gone.length === 0) return
  const all = gone.length === asked.length
  log().warn({ connectionId, asked: asked.length, gone: gone.length, all }, 'Graph has lost items')
  await db.transaction((tx) => oweLost(tx, connectionId, all ? 'all' : gone))
}

/** From both ends of the index, which costs the same with a million items. */
async function someItems(db: Db, connectionId: string) {
  const some = (order: typeof asc) =>
    db
      .select({ itemId: ledger.itemId })
      .from(ledger)
      .where(and(eq(ledger.connectionId, connectionId), ne(ledger.sentUnder, sentUnder.lost), notInDoubt))
      .orderBy(order(ledger.itemId))
      .limit(fromEachEnd)
  const rows = [...(await some(asc)), ...(await some(desc))]
  return [...new Set(rows.map(({ itemId }) => itemId))]
}

const isThere = (graph: Graph, connectionId: string, itemId: string, options?: CallOptions) =>
  getItem(graph, connectionId, itemId, options).then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'not-found') return false
      throw error
    },
  )
