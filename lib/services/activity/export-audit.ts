import { and, desc, lt } from 'drizzle-orm'
import { z } from 'zod'
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
  input: AuditFilter.extend({ format: z.enum(['csv', 'ndjson']).default('csv') }),
  on: 'tenant',
  run: ({ db, clock }, { format, ...filter }) => ({
    fileName: `activity-${clock().toISOString().slice(0, 10)}.${format}`,
    type: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
    text: format === 'csv' ? csvOf(db, filter) : ndjsonOf(db, filter),
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

/** Each entry as it is stored, with the hashes of its chain: a copy of it can be checked elsewhere. */
async function* ndjsonOf(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  for await (const row of entriesOf(db, filter)) yield `${JSON.stringify(row)}\n`
}

async function* csvOf(db: Db, filter: AuditFilter): AsyncGenerator<string> {
  yield csvLine(head)
  for await (const row of entriesOf(db, filter)) {
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
}

async function* entriesOf(db: Db, filter: AuditFilter): AsyncGenerator<typeof audit.$inferSelect> {
  let below = Number.MAX_SAFE_INTEGER
  for (;;) {
    const rows = await db
      .select()
      .from(audit)
      .where(and(auditWhere(filter), lt(audit.id, below)))
      .orderBy(desc(audit.id))
      .limit(batch)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    below = last.id
  }
}
