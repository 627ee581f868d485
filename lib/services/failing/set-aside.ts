import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { lockConnection } from '../../db/connections'
import { closePaidDebts } from '../../db/debts'
import { isOneOf } from '../../db/failing'
import { failing } from '../../db/schema'
import { longestNote } from '../../model/debts/failing'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { needFailing } from './need-failing'

const ItemIds = z.array(z.string().min(1).max(128)).min(1).max(1_000)

/** Decides that records need not be sent, and why: runs leave them out until the record or the mapping changes. */
export const setRecordsAside = command({
  name: 'setRecordsAside',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({
    connectionId: ConnectionId,
    itemIds: ItemIds,
    note: z.string().trim().min(1, 'Write why they need not be sent.').max(longestNote),
  }),
  on: ({ connectionId }) => connectionId,
  async run({ db, actor, clock, before, after }, { connectionId, itemIds, note }) {
    before(await needFailing(db, connectionId, itemIds))
    await lockConnection(db, connectionId)
    const rows = await db
      .update(failing)
      .set({ asideBy: actor.username, asideAt: clock(), note })
      .where(and(eq(failing.connectionId, connectionId), isOneOf(itemIds), isNull(failing.asideAt)))
      .returning({ itemId: failing.itemId })
    await closePaidDebts(db, connectionId)
    const records = rows.length
    if (records === 0) throw new AppError('conflict', 'They are set aside already.')
    after({ records, note })
    return { records }
  },
})

/** Lets runs try records again that are set aside, or that they have given up. */
export const openRecordsAgain = command({
  name: 'openRecordsAgain',
  changes: 'console',
  permission: 'sync.run',
  input: z.object({ connectionId: ConnectionId, itemIds: ItemIds }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, itemIds }) {
    before(await needFailing(db, connectionId, itemIds))
    const rows = await db
      .update(failing)
      .set({ asideBy: null, asideAt: null, note: null, runs: sql`0` })
      .where(and(eq(failing.connectionId, connectionId), isOneOf(itemIds)))
      .returning({ itemId: failing.itemId })
    after({ records: rows.length })
    return { records: rows.length }
  },
})
