import { and, eq, gte, ilike, lt, type SQL, sql } from 'drizzle-orm'
import { audit } from '../../db/schema'
import type { AuditFilter } from '../../model/activity/filter'

const has = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** The condition for the entries that a filter asks for. */
export function auditWhere({ who, action, target, outcome, from, to }: AuditFilter): SQL | undefined {
  return and(
    // What was begun is told by its outcome; without one, the process ended in between.
    sql`(${audit.outcome} <> 'begun' or not exists (select 1 from ${audit} ended where ended.intent = ${audit.id}))`,
    who ? ilike(audit.username, has(who)) : undefined,
    action ? eq(audit.action, action) : undefined,
    target ? ilike(audit.target, has(target)) : undefined,
    outcome ? eq(audit.outcome, outcome) : undefined,
    from ? gte(audit.at, new Date(`${from}T00:00:00Z`)) : undefined,
    to ? lt(audit.at, sql`${`${to}T00:00:00Z`}::timestamptz + interval '1 day'`) : undefined,
  )
}
