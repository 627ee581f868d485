import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { acls, ledger } from '../../db/schema'
import { canonical } from '../../model/items/canonical'
import type { Acl } from '../../model/items/item'
import { shortHash } from '../mapping-version'

interface WithList {
  itemId: string
  item: { acl: readonly Acl[] }
}

/** The lists with which items were sent last, of those that would get another one. */
export async function listsBefore(
  db: Db,
  connectionId: string,
  items: readonly WithList[],
): Promise<Map<string, Acl[]>> {
  if (items.length === 0) return new Map()
  const wanted = new Map(items.map(({ itemId, item }) => [itemId, shortHash(canonical(item.acl))]))
  const ids = sql`select json_array_elements_text(${JSON.stringify([...wanted.keys()])}::json)`
  const sent = await db
    .select({ itemId: ledger.itemId, aclHash: ledger.aclHash })
    .from(ledger)
    .where(and(eq(ledger.connectionId, connectionId), sql`${ledger.itemId} in (${ids})`))
  const other = sent.flatMap(({ itemId, aclHash }) =>
    aclHash !== null && aclHash !== wanted.get(itemId) ? [{ itemId, aclHash }] : [],
  )
  if (other.length === 0) return new Map()
  const hashes = [...new Set(other.map(({ aclHash }) => aclHash))]
  const lists = await db
    .select({ hash: acls.hash, entries: acls.entries })
    .from(acls)
    .where(and(eq(acls.connectionId, connectionId), inArray(acls.hash, hashes)))
  const entries = new Map(lists.map((list) => [list.hash, list.entries]))
  return new Map(
    other.flatMap(({ itemId, aclHash }) => {
      const list = entries.get(aclHash)
      return list ? [[itemId, list]] : []
    }),
  )
}
