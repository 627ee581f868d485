import { and, eq, isNull } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { scheduleEvents, schedules, syncs } from '../../db/schema'
import type { Jobs } from '../../jobs/queue'
import { blackoutAt } from '../../model/schedules/occurrences'
import { blackoutWords } from '../../model/schedules/words'
import { log } from '../../platform/log'
import { requeueSeconds } from '../../platform/retry'
import type { Resources } from '../context'
import { execute } from '../execute'
import { startGroupsRun } from '../groups/start-groups-run'
import { startSync } from '../sync/start-sync'
import { settleEvent, skipEvent } from './events'
import { scheduleActor } from './schedule-actor'

/** How often a run that waits for another one looks again. */
const waitSeconds = 5
/** So often a start is tried while Graph or the database is in trouble. */
const mostTries = 6

/**
 * Starts the run that is due, by the same command as a click. Called again after a worker died on the way, it finds
 * the run that it started.
 */
export async function startScheduled(deps: Resources, job: Jobs['start-scheduled']): Promise<void> {
  const { db, clock, queue } = deps
  const [found] = await db
    .select()
    .from(scheduleEvents)
    .innerJoin(schedules, eq(schedules.id, scheduleEvents.scheduleId))
    .where(and(eq(scheduleEvents.id, job.eventId), eq(scheduleEvents.outcome, 'waiting')))
  // Its schedule was deleted, or it was settled.
  if (!found) return
  const { schedule_events: event, schedules: schedule } = found
  const { connectionId, settings } = schedule
  const actor = scheduleActor(schedule)
  const settle = (ending: Parameters<typeof settleEvent>[2]) => settleEvent(db, event.id, ending)
  const skip = (reason: string) => skipEvent(db, event, reason)
  const again = (seconds: number, tries = job.tries) =>
    queue.add('start-scheduled', { ...job, tries }, { singletonKey: event.id, startAfterSeconds: seconds })

  const requestId = `schedule-${event.id}`
  const started = await startedBy(db, connectionId, requestId)
  if (started) return void (await settle({ outcome: 'started', syncId: started }))
  if (schedule.paused) return await skip('The schedule was paused before it started.')
  const blackout = blackoutAt(settings, clock())
  if (blackout) return await skip(`It waited until a time without runs began (${blackoutWords(blackout)}).`)

  const busy = async () => {
    if (settings.overlap !== 'skip') return await again(waitSeconds)
    await skip('Another sync of this connection went on.')
  }
  if (await hasLiveRun(db, connectionId)) return await busy()

  const context = { ...deps, actor, requestId, log: log().child({ requestId }) }
  const { runType: type } = schedule
  const result =
    type === 'groups'
      ? await execute(startGroupsRun, context, { connectionId })
      : await execute(startSync, context, { connectionId, type })
  if (result.ok) return void (await settle({ outcome: 'started', syncId: result.value.syncId }))
  const { code, message } = result.problem
  if (code === 'conflict' && (await hasLiveRun(db, connectionId))) return await busy()
  const tries = (job.tries ?? 0) + 1
  if (passing.has(code) && tries < mostTries) return await again(requeueSeconds(tries, result.problem), tries)
  await settle({ outcome: 'failed', reason: message })
}

const passing = new Set(['throttled', 'unavailable', 'bug'])

async function hasLiveRun(db: Db, connectionId: string) {
  const [live] = await db
    .select({ id: syncs.id })
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), isNull(syncs.finishedAt)))
    .limit(1)
  return live !== undefined
}

/** The run that this request has started already: another schedule of the connection may be due at the same time. */
async function startedBy(db: Db, connectionId: string, requestId: string) {
  const [run] = await db
    .select({ id: syncs.id })
    .from(syncs)
    .where(and(eq(syncs.connectionId, connectionId), eq(syncs.requestId, requestId)))
    .limit(1)
  return run?.id
}
