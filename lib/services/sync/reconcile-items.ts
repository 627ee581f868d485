import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { ledger } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { ready } from '../../sync/ready'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { beginRun } from './begin-run'
import { runBasis } from './run-basis'

/** Starts a run that compares what this console has sent with what Graph holds, for all items or a sample of them. */
export const reconcileItems = command({
  name: 'reconcileItems',
  changes: 'asked',
  permission: 'sync.run',
  input: z.object({
    connectionId: ConnectionId,
    sample: z.number().int().min(1).max(1_000_000).optional(),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, sample }) {
    const { db, configuration, before, after } = context
    if ((await db.$count(ledger, eq(ledger.connectionId, connectionId))) === 0)
      throw new AppError('invalid', 'This console knows no item of the connection.')
    const { connection } = await ready(configuration, connectionId)
    before(null)
    const check = {
      ...(await runBasis(db, connectionId)),
      type: 'reconcile',
      phase: 'push',
      selection: { sample },
    } as const
    return { syncId: await beginRun(context, connection, check, (_, syncId) => after({ syncId })) }
  },
})
