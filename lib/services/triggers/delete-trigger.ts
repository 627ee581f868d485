import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { triggers } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** From now on calls with the secret are refused. */
export const deleteTrigger = command({
  name: 'deleteTrigger',
  changes: 'console',
  permission: 'schedules.edit',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId }) {
    const deleted = await db
      .delete(triggers)
      .where(eq(triggers.connectionId, connectionId))
      .returning({ createdBy: triggers.createdBy })
    if (deleted.length === 0)
      throw new AppError('not-found', 'There is no webhook. Somebody may have deleted it.')
    before({ trigger: true })
    after({ trigger: false })
  },
})
