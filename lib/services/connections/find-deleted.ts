import { and, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { operations } from '../../db/schema'
import { query } from '../command'

const justNowMs = 10 * 60_000

/** The id of the connection whose deletion the actor started and Graph has just finished, else null. */
export const findDeleted = query({
  name: 'findDeleted',
  permission: 'connections.read',
  input: z.object({ operationId: z.string().max(100) }),
  // The connection is gone, and whoever started the deletion was allowed to.
  on: 'anywhere',
  async run({ actor, db, clock }, { operationId }): Promise<string | null> {
    const { success, data: id } = z.uuid().safeParse(operationId)
    if (!success) return null
    const [row] = await db
      .select({ connectionId: operations.connectionId })
      .from(operations)
      .where(
        and(
          eq(operations.id, id),
          eq(operations.kind, 'delete'),
          eq(operations.status, 'completed'),
          eq(operations.startedBy, actor.username),
          gt(operations.finishedAt, new Date(clock().getTime() - justNowMs)),
        ),
      )
    return row?.connectionId ?? null
  },
})
