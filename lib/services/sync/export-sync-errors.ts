import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import type { Db } from '../../db/open'
import { syncErrors } from '../../db/schema'
import { csvLine } from '../../model/activity/csv-cell'
import { adviceFor } from '../../model/sync/advice'
import { causeText } from '../../model/sync/causes'
import type { SourceHolds } from '../../model/sync/source'
import { query } from '../command'
import { maskedText, shownTo, unquoted } from './people-data'
import { connectionOfSync, getSyncView } from './views'

const batch = 500
const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' }

/** The rows of a run that failed as a file, written as it is read. Cells that a spreadsheet would run are kept as text. */
export const exportSyncErrors = query({
  name: 'exportSyncErrors',
  permission: 'connections.read',
  input: z.object({ syncId: z.uuid(), format: z.enum(['csv', 'ndjson']).default('csv') }),
  on: ({ syncId }, { db }) => connectionOfSync(db, syncId),
  async run(context, { syncId, format }) {
    const { db } = context
    const shown = await shownTo(context, await connectionOfSync(db, syncId))
    const holds = (await getSyncView(db, syncId)).type === 'groups' ? 'groups' : 'items'
    const rows = shown === 'masked' ? maskedRows(rowsOf(db, syncId)) : rowsOf(db, syncId)
    return {
      fileName: `failed-rows-${syncId}.${format}`,
      type: types[format],
      text: format === 'csv' ? csvOf(rows, holds) : ndjsonOf(rows, holds),
      personal: shown === 'personal',
    }
  },
  reveals: ({ personal }) => personal,
})

type Row = typeof syncErrors.$inferSelect

async function* maskedRows(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  for await (const row of rows) yield { ...row, itemId: maskedText(row.itemId), message: unquoted(row.code) }
}

/** Rows of groups name the group. */
const named: Record<SourceHolds, string> = { items: 'item', groups: 'group' }

async function* csvOf(rows: AsyncIterable<Row>, holds: SourceHolds): AsyncGenerator<string> {
  const columns = ['code', 'cause', 'message', 'field', 'what to do', 'graph request', 'when']
  yield csvLine(['row', named[holds], ...columns])
  for await (const { row, itemId, code, message, field, graphRequestId, at } of rows) {
    const what = [causeText(code, holds), message, field, adviceFor(code, holds).text]
    yield csvLine([row, itemId, code, ...what, graphRequestId, at.toISOString()])
  }
}

async function* ndjsonOf(rows: AsyncIterable<Row>, holds: SourceHolds): AsyncGenerator<string> {
  for await (const { syncId: _, at, ...error } of rows) {
    yield `${JSON.stringify({ ...error, cause: causeText(error.code, holds), at: at.toISOString() })}\n`
  }
}

async function* rowsOf(db: Db, syncId: string): AsyncGenerator<Row> {
  for (let after = 0; ; ) {
    const rows = await db
      .select()
      .from(syncErrors)
      .where(and(eq(syncErrors.syncId, syncId), gt(syncErrors.row, after)))
      .orderBy(asc(syncErrors.row))
      .limit(batch)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.row
  }
}
