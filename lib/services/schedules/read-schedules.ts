import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/open'
import { schedules } from '../../db/schema'
import { nextRuns } from '../../model/schedules/occurrences'
import type { ScheduleView } from '../../model/schedules/view'
import { blackoutWords, ruleWords } from '../../model/schedules/words'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { listEvents } from './events'

/** The schedules of a connection, with their next five runs and what became of the last due times. */
export const readSchedules = query({
  name: 'readSchedules',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  run: ({ db, clock }, { connectionId }) => schedulesOf(db, connectionId, clock()),
})

export async function schedulesOf(db: Db, connectionId: string, now: Date): Promise<ScheduleView[]> {
  const rows = await db
    .select()
    .from(schedules)
    .where(eq(schedules.connectionId, connectionId))
    .orderBy(schedules.runType)
  return await Promise.all(
    rows.map(async ({ id, runType, settings, paused, savedBy, savedAt }) => ({
      runType,
      settings,
      words: ruleWords(settings.rule),
      blackouts: settings.blackouts.map(blackoutWords),
      paused,
      next: paused ? [] : nextRuns(settings, now).map((at) => at.toISOString()),
      events: await listEvents(db, id),
      savedBy,
      savedAt: savedAt.toISOString(),
    })),
  )
}
