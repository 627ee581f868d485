import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { can } from '../../access/can'
import { kindOf } from '../../db/connections'
import { countLedger } from '../../db/item-counts'
import { aclCounts, acls } from '../../db/schema'
import { type Access, accessFor } from '../../model/access-check/access-of'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { itemsWithLists } from '../items/items-with-lists'
import { PersonName } from './explain-access'
import { findPerson } from './find-person'
import { knownGroups } from './known-groups'

export interface ReadableView {
  person: { name: string; principalName: string; guest: boolean | null }
  /** Items by answer, of those that were looked at. */
  items: Record<Access['verdict'], number>
  /** Items of the connection that were not looked at. */
  notLooked: number
  sample: { itemId: string; title: string | null }[]
  /** Why some cannot be told. */
  unproved: string[]
  problem: string | null
}

/** Lists that are looked at: those of most items. Items share lists, so this is nearly always all of them. */
const mostLists = 2_000
const mostShown = 5

/** Which items of a connection a person may read, by their access lists as they were sent last. */
export const listReadable = query({
  name: 'listReadable',
  permission: 'access.check',
  input: z.object({ connectionId: ConnectionId, person: PersonName }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, person: text }): Promise<ReadableView> {
    const { db, actor } = context
    const [person, lists, total, kind] = await Promise.all([
      findPerson(context, text),
      db
        .select({ hash: acls.hash, entries: acls.entries, items: aclCounts.items })
        .from(aclCounts)
        .innerJoin(acls, and(eq(acls.connectionId, aclCounts.connectionId), eq(acls.hash, aclCounts.hash)))
        .where(eq(aclCounts.connectionId, connectionId))
        .orderBy(desc(aclCounts.items), asc(aclCounts.hash))
        .limit(mostLists),
      countLedger(db, connectionId),
      kindOf(db, connectionId),
    ])
    const known = await knownGroups(
      context,
      connectionId,
      person,
      lists.map(({ entries }) => entries),
    )
    const accessOf = accessFor(person, known)
    const items = { yes: 0, no: 0, unknown: 0 }
    const unproved = new Set<string>()
    const readable: string[] = []
    for (const list of lists) {
      const access = accessOf(list.entries)
      items[access.verdict] += list.items
      for (const reason of access.unproved) unproved.add(reason)
      if (access.verdict === 'yes' && readable.length < mostShown) readable.push(list.hash)
    }
    const sample = await itemsWithLists(db, connectionId, readable)
    const masked = kind !== 'content' && !can(actor, 'items.readContents', { connectionId })
    const { name, principalName, guest, problem } = person
    return {
      person: { name, principalName, guest },
      items,
      notLooked: total - items.yes - items.no - items.unknown,
      sample: masked ? sample.map(({ itemId }) => ({ itemId, title: null })) : sample,
      unproved: [...unproved].slice(0, mostShown),
      problem,
    }
  },
  reveals: () => true,
})
