import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { externalGroups } from '../../db/schema'
import type { CallOptions, Graph } from '../../graph/client'
import { findGroup } from '../../graph/groups'
import { eachAtOnce } from '../commands/each-at-once'
import type { Pool } from '../pool'

interface Asking {
  db: Db
  graph: Graph
  connectionId: string
  pool: Pool
  call: CallOptions
}

/** Graph may take so long until it knows a new group everywhere. */
const isSettled = lt(externalGroups.createdAt, sql`now() - interval '1 hour'`)
/** A run asks for so many at most: of more, some at random. */
const mostAsked = 500
const atOnce = 1_000

/**
 * Which of these groups Graph had and has no more: somebody has deleted them by other means, and their members with them.
 * Otherwise all of their members would count as there already.
 */
export async function lostGroups(
  { db, graph, connectionId, pool, call }: Asking,
  named: readonly string[],
): Promise<Set<string>> {
  const settled: string[] = []
  for (let at = 0; at < named.length; at += atOnce) {
    const rows = await db
      .select({ groupId: externalGroups.groupId })
      .from(externalGroups)
      .where(
        and(
          eq(externalGroups.connectionId, connectionId),
          eq(externalGroups.state, 'there'),
          isSettled,
          inArray(externalGroups.groupId, named.slice(at, at + atOnce)),
        ),
      )
    settled.push(...rows.map(({ groupId }) => groupId))
  }
  const asked = settled.length > mostAsked ? someOf(settled) : settled
  const found = await eachAtOnce(asked, pool.limit, (groupId) =>
    pool.within(() => findGroup(graph, connectionId, groupId, call), call.signal),
  )
  return new Set(asked.filter((_, at) => found[at] === null))
}

/** So many of them, spread over all. */
function someOf(groupIds: readonly string[]) {
  const step = groupIds.length / mostAsked
  const start = Math.random() * step
  return Array.from({ length: mostAsked }, (_, at) => groupIds[Math.floor(start + at * step)] ?? '')
}
