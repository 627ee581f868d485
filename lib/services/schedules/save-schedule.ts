import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { need } from '../../access/can'
import { schedules } from '../../db/schema'
import { checkTimes, nextDue } from '../../model/schedules/occurrences'
import { ScheduledType, type ScheduleRule, ScheduleSettings } from '../../model/schedules/schedule'
import { needNotDeleting } from '../../operations/deletions'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { ConnectionId } from '../connection-id'
import type { Context } from '../context'
import { needConnection } from './need-connection'
import { needNoCircle } from './need-no-circle'

/** Saves when runs of one type start by themselves. A paused schedule stays paused. */
export const saveSchedule = command({
  name: 'saveSchedule',
  changes: 'asked',
  permission: 'schedules.edit',
  input: z.object({ connectionId: ConnectionId, runType: ScheduledType, settings: ScheduleSettings }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId: asked, runType, settings }) {
    const { db, queue, actor, clock, configuration, before, after } = context
    const now = clock()
    const wrong = checkTimes(settings, now)
    if (wrong) throw new AppError('invalid', wrong.message, { field: wrong.field })
    const connectionId = await needConnection({ db, configuration }, asked)
    await needNotDeleting(db, connectionId)
    const rule = await followedAs({ db, actor, configuration }, settings.rule)
    const which = and(eq(schedules.connectionId, connectionId), eq(schedules.runType, runType))
    const [old] = await db.select({ settings: schedules.settings }).from(schedules).where(which)
    before(old?.settings ?? null)
    const kept = { ...settings, rule }
    const saved = { settings: kept, nextAt: nextDue(kept, now), savedBy: actor.username, savedAt: now }
    after(kept)
    await queue.transaction(async (tx) => {
      if (rule.kind === 'after') await needNoCircle(tx, connectionId, rule.connectionId)
      await tx
        .insert(schedules)
        .values({ id: randomUUID(), connectionId, runType, ...saved })
        .onConflictDoUpdate({ target: [schedules.connectionId, schedules.runType], set: saved })
    })
  },
})

/** A connection that is followed, as Graph spells its id; whoever follows it learns when it succeeds, so has to see it. */
async function followedAs(
  { actor, ...deps }: Pick<Context, 'db' | 'actor' | 'configuration'>,
  rule: ScheduleRule,
): Promise<ScheduleRule> {
  if (rule.kind !== 'after') return rule
  need(actor, 'connections.read', { connectionId: rule.connectionId })
  return { ...rule, connectionId: await needConnection(deps, rule.connectionId) }
}
