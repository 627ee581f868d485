import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { alertMessages, alertRules } from '../../db/schema'
import { AppError } from '../../platform/errors'
import { command } from '../command'
import { deliver } from './deliver'

/** Sends a message at once, so that an admin sees whether it arrives; fails with what the other side said. */
export const testAlertRule = command({
  name: 'testAlertRule',
  permission: 'alerts.edit',
  input: z.object({ id: z.uuid() }),
  on: 'tenant',
  async run({ db, settings, clock, before, after }, { id }) {
    const [rule] = await db.select().from(alertRules).where(eq(alertRules.id, id))
    if (!rule) throw new AppError('not-found', 'There is no such rule. Somebody may have deleted it.')
    before(null)
    const now = clock()
    const text = 'This is a test of an alert rule. Nothing is wrong.'
    const message = { id: randomUUID(), kind: 'test', subject: null, name: null, text, at: now } as const
    await deliver(settings, rule, message, now)
    await db.insert(alertMessages).values({ ...message, ruleId: id, sentAt: now })
    after({ sent: true })
  },
})
