import { hash } from 'node:crypto'
import { and, asc, eq } from 'drizzle-orm'
import { schedules } from '../../db/schema'
import type { Jobs } from '../../jobs/queue'
import { followed } from '../../sync/followers'
import type { Resources } from '../context'
import { placeStart } from './place-start'

/** Adds the jobs that start what follows a run that has succeeded. Called again for the same run, it adds none. */
export async function startFollowers(
  { queue, clock }: Pick<Resources, 'queue' | 'clock'>,
  { syncId, connectionId }: Jobs['start-followers'],
): Promise<void> {
  await queue.transaction(async (tx, add) => {
    const now = clock()
    const followers = await tx
      .select()
      .from(schedules)
      .where(and(eq(schedules.paused, false), eq(followed, connectionId)))
      .orderBy(asc(schedules.connectionId), asc(schedules.runType))
      .for('update')
    for (const schedule of followers) {
      const due = { eventId: eventIdOf(schedule.id, syncId), first: now, last: now, times: 1 }
      await placeStart(tx, add, schedule, due, now)
    }
  })
}

/** The same for one schedule and one run, so that a run that is told twice starts one. */
function eventIdOf(scheduleId: string, syncId: string) {
  const digits = hash('sha256', `${scheduleId} ${syncId}`).slice(0, 32)
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})/, '$1-$2-8$3-8$4-')
}
