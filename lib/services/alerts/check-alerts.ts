import { randomUUID } from 'node:crypto'
import { and, eq, inArray, isNull, lte, or } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { alertMessages, alertRules, alertStates } from '../../db/schema'
import { changesOf } from '../../model/alerts/transitions'
import type { Resources } from '../context'
import { findingsOf } from './findings'

/** So often each rule is looked at, by one worker. */
const everyMs = 15_000

type Deps = Pick<Resources, 'db' | 'queue' | 'clock' | 'settings'>

/** Looks at every rule that was not looked at lately, and writes a message for each change of state. */
export async function checkAlerts(deps: Deps, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted && (await checkOne(deps)));
}

/**
 * The rule is locked while its states change, and each message is written with its change and its job: of any number
 * of workers one tells of it, once.
 */
async function checkOne({ queue, clock, settings }: Deps): Promise<boolean> {
  return await queue.transaction(async (tx, add) => {
    const now = clock()
    const late = new Date(now.getTime() - everyMs)
    const [rule] = await tx
      .select()
      .from(alertRules)
      .where(
        and(eq(alertRules.enabled, true), or(isNull(alertRules.checkedAt), lte(alertRules.checkedAt, late))),
      )
      .limit(1)
      .for('update', { skipLocked: true })
    if (!rule) return false
    await tx.update(alertRules).set({ checkedAt: now }).where(eq(alertRules.id, rule.id))
    const known = await tx.select().from(alertStates).where(eq(alertStates.ruleId, rule.id))
    const { changes, forgotten } = changesOf(known, await findingsOf(tx, rule, settings, now))
    const over = changes.filter(({ kind }) => kind === 'recovery').map(({ subject }) => subject)
    await forget(tx, rule.id, [...forgotten, ...over])
    for (const { kind, subject, name, text } of changes) {
      if (kind === 'alert') {
        await tx.insert(alertStates).values({ ruleId: rule.id, subject, text, since: now })
      }
      const id = randomUUID()
      await tx.insert(alertMessages).values({ id, ruleId: rule.id, kind, subject, name, text, at: now })
      await add('send-alert', { messageId: id }, { singletonKey: id })
    }
    return true
  })
}

const forget = async (tx: Db, ruleId: string, subjects: string[]) => {
  if (subjects.length === 0) return
  await tx
    .delete(alertStates)
    .where(and(eq(alertStates.ruleId, ruleId), inArray(alertStates.subject, subjects)))
}
