import { and, eq, isNull, sql } from 'drizzle-orm'
import { alertMessages, alertRules } from '../../db/schema'
import type { Jobs } from '../../jobs/queue'
import { AppError } from '../../platform/errors'
import { log } from '../../platform/log'
import { requeueSeconds } from '../../platform/retry'
import type { Resources } from '../context'
import { deliver } from './deliver'

/** So often a message is tried, over about a quarter of an hour. */
const mostTries = 8

type Deps = Pick<Resources, 'db' | 'queue' | 'clock' | 'settings'>

/** Sends a message that was not sent yet, and tries again while the other side does not answer. */
export async function sendAlert(deps: Deps, { messageId }: Jobs['send-alert']): Promise<void> {
  const { db, queue, clock, settings } = deps
  const [found] = await db
    .select()
    .from(alertMessages)
    .innerJoin(alertRules, eq(alertRules.id, alertMessages.ruleId))
    .where(and(eq(alertMessages.id, messageId), isNull(alertMessages.sentAt)))
  // Its rule was deleted, or it was sent.
  if (!found) return
  const { alert_messages: message, alert_rules: rule } = found
  const row = eq(alertMessages.id, messageId)
  try {
    await deliver(settings, rule, message, clock())
    await db.update(alertMessages).set({ sentAt: clock(), problem: null }).where(row)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const tries = message.tries + 1
    await db
      .update(alertMessages)
      .set({ tries: sql`${alertMessages.tries} + 1`, problem: error.message })
      .where(row)
    log().warn({ rule: rule.id, messageId, tries, err: error }, 'an alert could not be sent')
    if (error.code !== 'unavailable' || tries >= mostTries) return
    const startAfterSeconds = requeueSeconds(tries)
    await queue.add('send-alert', { messageId }, { singletonKey: messageId, startAfterSeconds })
  }
}
