import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { alertRules, alertStates } from '../../db/schema'
import { AlertRuleInput } from '../../model/alerts/rule'
import { checkedUrl } from '../../platform/egress'
import { AppError } from '../../platform/errors'
import { seal } from '../../platform/secret-box'
import { newSigningSecret } from '../../platform/signature'
import { command } from '../command'
import { needConnection } from '../schedules/need-connection'
import { alertPurpose } from './deliver'

/** Makes a rule or changes it. With a new one comes the secret that its webhook is signed with, this once. */
export const saveAlertRule = command({
  name: 'saveAlertRule',
  changes: 'asked',
  permission: 'alerts.edit',
  input: z.object({ id: z.uuid().nullable(), rule: AlertRuleInput }),
  on: 'tenant',
  target: ({ rule }) => rule.name,
  async run(context, { id, rule }) {
    const { db, queue, actor, clock, configuration, settings, before, after } = context
    const { channel, connectionId } = rule
    if (channel.kind === 'webhook') checkedUrl(channel.url, settings.allowedHosts)
    if (channel.kind === 'email' && !settings.mail) {
      throw new AppError('invalid', 'No mail server is configured: set SMTP_URL and MAIL_FROM.', {
        field: 'channel',
      })
    }
    const row = {
      ...rule,
      connectionId: connectionId && (await needConnection({ db, configuration }, connectionId)),
      savedBy: actor.username,
      savedAt: clock(),
      // It is looked at at once.
      checkedAt: null,
    }
    after(rule)
    if (id === null) {
      const made = randomUUID()
      const secret = newSigningSecret()
      before(null)
      const sealed = seal(secret, alertPurpose(made), settings.secretKey)
      await queue.transaction((tx) => tx.insert(alertRules).values({ id: made, ...row, secret: sealed }))
      return { id: made, secret: channel.kind === 'webhook' ? secret : null }
    }
    return await queue.transaction(async (tx) => {
      const [old] = await tx.select().from(alertRules).where(eq(alertRules.id, id)).for('update')
      if (!old) throw new AppError('not-found', 'There is no such rule. Somebody may have deleted it.')
      const { secret: _, ...known } = old
      before(known)
      await tx.update(alertRules).set(row).where(eq(alertRules.id, id))
      // It watches something else now, so what it knows is of no use.
      const same = old.kind === rule.kind && old.enabled && rule.enabled
      if (!same) await tx.delete(alertStates).where(eq(alertStates.ruleId, id))
      return { id, secret: null }
    })
  },
})
