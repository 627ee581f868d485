import { randomUUID } from 'node:crypto'
import { and, asc, eq, lte } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { scheduleEvents, schedules } from '../../db/schema'
import { blackoutAt, nextDue } from '../../model/schedules/occurrences'
import { blackoutWords } from '../../model/schedules/words'
import type { Resources } from '../context'
import { noteSkipped, skipEvent } from './events'

/** A run that is due for longer was missed: no worker was there. */
const missedMs = 2 * 60_000
/** So many missed due times are counted; the rest of a long absence is not. */
const mostCounted = 10_000

type Schedule = typeof schedules.$inferSelect
type Deps = Pick<Resources, 'db' | 'queue' | 'clock'>

/** Takes every schedule that is due and adds the job that starts its run. */
export async function takeDue(deps: Deps, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await takeOne(deps)));
}

/**
 * The row is locked, and its next time written with the job in one transaction: of any number of workers one starts
 * the run, and none is lost when that worker dies.
 */
async function takeOne({ queue, clock }: Deps): Promise<boolean> {
  return await queue.transaction(async (tx, add) => {
    const now = clock()
    const [schedule] = await tx
      .select()
      .from(schedules)
      .where(and(eq(schedules.paused, false), lte(schedules.nextAt, now)))
      .orderBy(asc(schedules.nextAt))
      .limit(1)
      .for('update', { skipLocked: true })
    if (!schedule?.nextAt) return false
    const due = await passedTimes(schedule, schedule.nextAt, now)
    const nextAt = nextDue(schedule.settings, now)
    await tx.update(schedules).set({ nextAt }).where(eq(schedules.id, schedule.id))
    const why = await whyNot(tx, schedule, due.last, now)
    if (why) {
      await noteSkipped(tx, { scheduleId: schedule.id, reason: why, ...due })
      return true
    }
    const eventId = randomUUID()
    const { id: scheduleId, connectionId } = schedule
    const reason = isMissed(due.last, now) ? 'Caught up: no worker was there in time.' : null
    await tx.insert(scheduleEvents).values({
      id: eventId,
      scheduleId,
      dueAt: due.first,
      lastDueAt: due.last,
      times: due.times,
      outcome: 'waiting',
      reason,
    })
    await add('start-scheduled', { eventId, connectionId }, { singletonKey: eventId })
    return true
  })
}

/** The due times that have passed: one, or several when no worker was there. */
async function passedTimes({ settings }: Schedule, first: Date, now: Date) {
  let last = first
  let times = 1
  for (let next = nextDue(settings, first); next && next <= now && times < mostCounted; times += 1) {
    last = next
    next = nextDue(settings, next)
  }
  return { first, last, times }
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
