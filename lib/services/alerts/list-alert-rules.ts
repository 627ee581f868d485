import { desc, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { alertMessages, alertRules, alertStates, connections } from '../../db/schema'
import type { AlertRuleView } from '../../model/alerts/rule'
import { query } from '../command'

/** The rules with what they are alarmed about and the last message of each. */
export const listAlertRules = query({
  name: 'listAlertRules',
  permission: 'alerts.read',
  input: z.object({}),
  on: 'tenant',
  async run({ db, settings }) {
    const [rules, states, messages, known] = await Promise.all([
      db.select().from(alertRules).orderBy(alertRules.name, alertRules.id),
      db.select().from(alertStates).orderBy(alertStates.since),
      db
        .selectDistinctOn([alertMessages.ruleId])
        .from(alertMessages)
        .orderBy(alertMessages.ruleId, desc(alertMessages.at)),
      db
        .select({ id: connections.id, answer: connections.answer })
        .from(connections)
        .where(isNull(connections.goneAt)),
    ])
    const lastOf = new Map(messages.map((message) => [message.ruleId, message]))
    const views = rules.map(({ secret: _, checkedAt: __, savedAt, ...rule }): AlertRuleView => {
      const last = lastOf.get(rule.id)
      return {
        ...rule,
        savedAt: savedAt.toISOString(),
        firing: states
          .filter(({ ruleId }) => ruleId === rule.id)
          .map(({ subject, text, since }) => ({ subject, text, since: since.toISOString() })),
        last: last
          ? {
              at: last.at.toISOString(),
              text: last.text,
              sentAt: last.sentAt?.toISOString() ?? null,
              problem: last.problem,
            }
          : null,
      }
    })
    const named = known.map(({ id, answer }) => ({ id, name: answer?.name ?? id }))
    return { rules: views, connections: named, mail: settings.mail !== null }
  },
})
