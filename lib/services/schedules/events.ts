import { randomUUID } from 'node:crypto'
import { and, desc, eq } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { scheduleEvents } from '../../db/schema'
import type { ScheduleEventView } from '../../model/schedules/event'

interface Skipped {
  scheduleId: string
  first: Date
  last: Date
  times: number
  reason: string
}

/** Records due times that were skipped; in a row and for one reason they share a record. */
export async function noteSkipped(db: Db, { scheduleId, first, last, times, reason }: Skipped) {
  const [latest] = await db
    .select()
    .from(scheduleEvents)
    .where(eq(scheduleEvents.scheduleId, scheduleId))
    .orderBy(desc(scheduleEvents.dueAt))
    .limit(1)
  if (latest?.outcome === 'skipped' && latest.reason === reason) {
    await db
      .update(scheduleEvents)
      .set({ lastDueAt: last, times: latest.times + times })
      .where(eq(scheduleEvents.id, latest.id))
    return
  }
  const id = randomUUID()
  await db
    .insert(scheduleEvents)
    .values({ id, scheduleId, dueAt: first, lastDueAt: last, times, outcome: 'skipped', reason })
}

type Ending = Pick<typeof scheduleEvents.$inferInsert, 'outcome' | 'reason' | 'syncId'>

/** What became of a due time that a worker has taken. */
export const settleEvent = (db: Db, eventId: string, ending: Ending) =>
  db
    .update(scheduleEvents)
    .set(ending)
    .where(and(eq(scheduleEvents.id, eventId), eq(scheduleEvents.outcome, 'waiting')))

/** Leaves out a due time that a worker has taken. */
export const skipEvent = (
  db: Db,
  { id, scheduleId, dueAt, lastDueAt, times }: typeof scheduleEvents.$inferSelect,
  reason: string,
) =>
  db.transaction(async (tx) => {
    const deleted = await tx
      .delete(scheduleEvents)
      .where(and(eq(scheduleEvents.id, id), eq(scheduleEvents.outcome, 'waiting')))
      .returning({ id: scheduleEvents.id })
    if (deleted.length === 0) return
    await noteSkipped(tx, { scheduleId, first: dueAt, last: lastDueAt, times, reason })
  })

/** The latest first. */
export async function listEvents(db: Db, scheduleId: string, limit = 10): Promise<ScheduleEventView[]> {
  const rows = await db
    .select()
    .from(scheduleEvents)
    .where(eq(scheduleEvents.scheduleId, scheduleId))
    .orderBy(desc(scheduleEvents.dueAt))
    .limit(limit)
  return rows.map(({ id, dueAt, lastDueAt, times, outcome, reason, syncId }) => ({
    id,
    dueAt: dueAt.toISOString(),
    lastDueAt: lastDueAt.toISOString(),
    times,
    outcome,
    reason,
    syncId,
  }))
}
