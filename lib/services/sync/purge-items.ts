import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { ledger, sources } from '../../db/schema'
import { getConnection } from '../../graph/connections'
import { may } from '../../model/connection/states'
import { numberText } from '../../model/number-text'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { beginRun } from './begin-run'
import { runBasis } from './run-basis'

/**
 * Starts a run that deletes every item that this console has sent to a connection. The admin has to type the
 * connection's id, and gets no more items deleted than they were shown.
 */
export const purgeItems = command({
  name: 'purgeItems',
  changes: 'asked',
  permission: 'sync.purge',
  input: z.object({
    connectionId: ConnectionId,
    typed: z.string().max(100),
    /** How many items the admin was shown. */
    items: z.number().int().min(0).max(1_000_000_000),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, typed, items }) {
    const { db, configuration, before, after } = context
    if (typed !== connectionId)
      throw new AppError('invalid', `Type ${connectionId} to confirm.`, { field: 'typed' })
    const there = await db.$count(ledger, eq(ledger.connectionId, connectionId))
    if (there === 0) throw new AppError('invalid', 'This console knows no item of the connection.')
    if (there > items)
      throw new AppError(
        'conflict',
        `The connection has ${numberText(there)} items by now, not ${numberText(items)}. Look again, then delete them.`,
      )
    const connection = await getConnection(configuration, connectionId)
    const permission = may('deleteItem', connection.state)
    if (!permission.allowed) throw new AppError('conflict', permission.reason)
    before({ items: there })
    const run = {
      ...(await runBasis(db, connectionId)),
      type: 'purge',
      phase: 'push',
      totalRows: there,
    } as const
    const syncId = await beginRun(context, connection, run, async (tx, id) => {
      // What the source says has changed since is not all that has to be sent then.
      await tx.update(sources).set({ watermark: null }).where(eq(sources.connectionId, connectionId))
      after({ syncId: id })
    })
    return { syncId }
  },
})
