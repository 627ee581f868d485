import { randomUUID } from 'node:crypto'
import { and, asc, eq, gt, lte } from 'drizzle-orm'
import { schedules } from '../../db/schema'
import { nextDue } from '../../model/schedules/occurrences'
import type { Resources } from '../context'
import { placeStart } from './place-start'

/** So many missed due times are counted; the rest of a long absence is not. */
const mostCounted = 10_000

type Schedule = typeof schedules.$inferSelect
type Deps = Pick<Resources, 'db' | 'queue' | 'clock'>

/** Takes every schedule that is due and adds the job that starts its run. */
export async function takeDue(deps: Deps, signal?: AbortSignal): Promise<void> {
  await correctTimes(deps)
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
    const due = { eventId: randomUUID(), ...passedTimes(schedule, schedule.nextAt, now) }
    const nextAt = nextDue(schedule.settings, now)
    await tx.update(schedules).set({ nextAt }).where(eq(schedules.id, schedule.id))
    await placeStart(tx, add, schedule, due, now)
    return true
  })
}

/**
 * A clock that was ahead has written times that are far off once it is right again. Two due times ahead is still right: the
 * first of them has been taken then, before a clock was set back by a little.
 */
async function correctTimes({ db, clock }: Deps): Promise<void> {
  const now = clock()
  const ahead = await db
    .select()
    .from(schedules)
    .where(and(eq(schedules.paused, false), gt(schedules.nextAt, now)))
  for (const { id, settings, nextAt } of ahead) {
    const first = nextDue(settings, now)
    const second = first && nextDue(settings, first)
    if (!nextAt || !second || nextAt <= second) continue
    await db
      .update(schedules)
      .set({ nextAt: first })
      .where(and(eq(schedules.id, id), eq(schedules.nextAt, nextAt)))
  }
}

/** The due times that have passed: one, or several when no worker was there. */
function passedTimes({ settings }: Schedule, first: Date, now: Date) {
  let last = first
  let times = 1
  for (let next = nextDue(settings, first); next && next <= now && times < mostCounted; times += 1) {
    last = next
    next = nextDue(settings, next)
  }
  return { first, last, times }
}
