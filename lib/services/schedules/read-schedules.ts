import { eq } from 'drizzle-orm'
import { lastAnswers } from '../../db/connections'
import type { Db } from '../../db/open'
import { schedules } from '../../db/schema'
import { nextRuns } from '../../model/schedules/occurrences'
import type { ScheduleView } from '../../model/schedules/view'
import { blackoutWords, ruleWords } from '../../model/schedules/words'
import { listEvents } from './events'

/** The schedules of a connection, with their next five runs and the outcome of the last due times. */
export async function schedulesOf(db: Db, connectionId: string, now: Date): Promise<ScheduleView[]> {
  const rows = await db
    .select()
    .from(schedules)
    .where(eq(schedules.connectionId, connectionId))
    .orderBy(schedules.runType)
  const names = await namesOf(db)
  return await Promise.all(
    rows.map(async ({ id, runType, settings, paused, savedBy, savedAt }) => ({
      runType,
      settings,
      words: ruleWords(settings.rule, (id) => names.get(id) ?? id),
      blackouts: settings.blackouts.map(blackoutWords),
      paused,
      next: paused ? [] : nextRuns(settings, now).map((at) => at.toISOString()),
      events: await listEvents(db, id),
      savedBy,
      savedAt: savedAt.toISOString(),
    })),
  )
}

/** What connections are called, by id; it does not ask Graph. */
const namesOf = async (db: Db) =>
  new Map((await lastAnswers(db)).map(({ answer: { id, name } }) => [id, name]))
