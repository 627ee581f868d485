import { and, eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { scheduleEvents, type schedules } from '../../db/schema'
import type { JobQueue } from '../../jobs/queue'
import { blackoutAt } from '../../model/schedules/occurrences'
import { blackoutWords } from '../../model/schedules/words'
import { noteSkipped, skipEvent } from './events'

/** A run that is due for longer was missed: no worker was there. */
const missedMs = 2 * 60_000

type Schedule = typeof schedules.$inferSelect
type Add = Parameters<Parameters<JobQueue['transaction']>[0]>[1]

interface Due {
  /** Of the start that is placed. */
  eventId: string
  first: Date
  last: Date
  times: number
}

/** Adds the job that starts the run of a schedule that is due, or notes why it is left out. */
export async function placeStart(tx: Db, add: Add, schedule: Schedule, due: Due, now: Date): Promise<void> {
  const { eventId, first, last, times } = due
  const { id: scheduleId, connectionId } = schedule
  const why = await whyNot(tx, schedule, last, now)
  if (why) return await noteSkipped(tx, { scheduleId, reason: why, first, last, times })
  const reason = isMissed(last, now) ? 'Caught up: no worker was there in time.' : null
  const event = { id: eventId, scheduleId, dueAt: first, lastDueAt: last, times, reason }
  const placed = await tx
    .insert(scheduleEvents)
    .values({ ...event, outcome: 'waiting' })
    .onConflictDoNothing()
    .returning({ id: scheduleEvents.id })
  if (placed.length > 0) await add('start-scheduled', { eventId, connectionId }, { singletonKey: eventId })
}

async function whyNot(tx: Db, schedule: Schedule, due: Date, now: Date) {
  const { settings } = schedule
  const blackout = blackoutAt(settings, now) ?? blackoutAt(settings, due)
  if (blackout) return `It fell into a time without runs (${blackoutWords(blackout)}).`
  if (isMissed(due, now) && settings.missed === 'skip') return 'No worker was there at that time.'
  const [waiting] = await tx
    .select()
    .from(scheduleEvents)
    .where(and(eq(scheduleEvents.scheduleId, schedule.id), eq(scheduleEvents.outcome, 'waiting')))
    .limit(1)
  if (!waiting) return null
  if (settings.overlap !== 'replace') return 'An earlier run of this schedule still waited to start.'
  await skipEvent(tx, waiting, 'A later run of this schedule took its place.')
  return null
}

const isMissed = (due: Date, now: Date) => now.getTime() - due.getTime() > missedMs
