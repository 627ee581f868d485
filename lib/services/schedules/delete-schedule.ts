import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { schedules } from '../../db/schema'
import { ScheduledType } from '../../model/schedules/schedule'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

/** Deletes a schedule with what is kept of its due times. A run that it has started goes on. */
export const deleteSchedule = command({
  name: 'deleteSchedule',
  changes: 'console',
  permission: 'schedules.edit',
  input: z.object({ connectionId: ConnectionId, runType: ScheduledType }),
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, { connectionId, runType }) {
    const [deleted] = await db
      .delete(schedules)
      .where(and(eq(schedules.connectionId, connectionId), eq(schedules.runType, runType)))
      .returning({ settings: schedules.settings })
    if (!deleted) throw new AppError('not-found', 'There is no such schedule. Somebody may have deleted it.')
    before(deleted.settings)
    after(null)
  },
})
