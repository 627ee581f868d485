import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/open'
import { schedules } from '../../db/schema'
import { nextDue } from '../../model/schedules/occurrences'
import { ScheduledType } from '../../model/schedules/schedule'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'

const input = z.object({ connectionId: ConnectionId, runType: ScheduledType })
type Which = z.infer<typeof input>

const rowOf = ({ connectionId, runType }: Which) =>
  and(eq(schedules.connectionId, connectionId), eq(schedules.runType, runType))

async function isPaused(db: Db, which: Which) {
  const [row] = await db.select({ paused: schedules.paused }).from(schedules).where(rowOf(which))
  return row?.paused ?? null
}

const gone = () => new AppError('not-found', 'There is no such schedule. Somebody may have deleted it.')

/** Nothing starts by this schedule until it is resumed. */
export const pauseSchedule = command({
  name: 'pauseSchedule',
  changes: 'console',
  permission: 'schedules.pause',
  input,
  on: ({ connectionId }) => connectionId,
  async run({ db, before, after }, which) {
    before({ paused: await isPaused(db, which) })
    const paused = await db.update(schedules).set({ paused: true }).where(rowOf(which)).returning()
    if (paused.length === 0) throw gone()
    after({ paused: true })
  },
})

/** The schedule goes on with its next time; what was due while it was paused was not missed. */
export const resumeSchedule = command({
  name: 'resumeSchedule',
  changes: 'console',
  permission: 'schedules.pause',
  input,
  on: ({ connectionId }) => connectionId,
  async run({ db, clock, before, after }, which) {
    before({ paused: await isPaused(db, which) })
    await db.transaction(async (tx) => {
      const [schedule] = await tx.select().from(schedules).where(rowOf(which)).for('update')
      if (!schedule) throw gone()
      if (!schedule.paused) return
      const nextAt = nextDue(schedule.settings, clock())
      await tx.update(schedules).set({ paused: false, nextAt }).where(eq(schedules.id, schedule.id))
    })
    after({ paused: false })
  },
})
