import { and, desc, lt } from 'drizzle-orm'
import type { Db } from '../../db/open'
import { audit } from '../../db/schema'
import { csvLine } from '../../model/activity/csv-cell'
import { AuditFilter } from '../../model/activity/filter'
import { query } from '../command'
import { changeOf } from './audit-change'
import { auditWhere } from './audit-where'

const batch = 500

/** The entries that the filter asks for as a CSV file, newest first, written as it is read. */
export const exportAudit = query({
  name: 'exportAudit',
  permission: 'activity.read',
  input: AuditFilter,
  on: 'tenant',
  run: ({ db, clock }, filter) => ({
    fileName: `activity-${clock().toISOString().slice(0, 10)}.csv`,
    type: 'text/csv; charset=utf-8',
    text: linesOf(db, filter),
  }),
})

const head = [
  'id',
  'when',
  'who',
  'action',
  'target',
  'outcome',
  'message',
  'entered',
  'before',
  'after',
  'console request',
  'graph request',
]

async function* linesOf(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(head)
  let below = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows = await db
      .select()
      .from(audit)
      .where(and(auditWhere(filter), lt(audit.id, below)))
      .orderBy(desc(audit.id))
      .limit(batch)
    for (const row of rows) {
      const { entered, before, after } = changeOf(row.input) ?? { entered: null }
      yield csvLine([
        row.id,
        row.at.toISOString(),
        row.username,
        row.action,
        row.target,
        row.outcome,
        row.message,
        entered,
        before,
        after,
        row.requestId,
        row.graphRequestId,
      ])
    }
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    below = last.id
  }
}
