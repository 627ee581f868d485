import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { schedules } from '../../db/schema'
import { checkTimes, nextDue } from '../../model/schedules/occurrences'
import { ScheduledType, ScheduleSettings } from '../../model/schedules/schedule'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import { needConnection } from './need-connection'

/** Saves when runs of one type start by themselves. A paused schedule stays paused. */
export const saveSchedule = command({
  name: 'saveSchedule',
  permission: 'schedules.edit',
  input: z.object({ connectionId: ConnectionId, runType: ScheduledType, settings: ScheduleSettings }),
  on: ({ connectionId }) => connectionId,
  async run({ db, actor, clock, configuration, before, after }, { connectionId: asked, runType, settings }) {
    const now = clock()
    const wrong = checkTimes(settings, now)
    if (wrong) throw new AppError('invalid', wrong.message, { field: wrong.field })
    const connectionId = await needConnection({ db, configuration }, asked)
    await needNotDeleting(db, connectionId)
    const which = and(eq(schedules.connectionId, connectionId), eq(schedules.runType, runType))
    const [old] = await db.select({ settings: schedules.settings }).from(schedules).where(which)
    before(old?.settings ?? null)
    const saved = { settings, nextAt: nextDue(settings, now), savedBy: actor.username, savedAt: now }
    await db
      .insert(schedules)
      .values({ id: randomUUID(), connectionId, runType, ...saved })
      .onConflictDoUpdate({ target: [schedules.connectionId, schedules.runType], set: saved })
    after(settings)
  },
})
