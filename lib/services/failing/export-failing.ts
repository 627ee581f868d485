import { z } from 'zod'
import type { Db } from '../../db/open'
import { csvLine } from '../../model/activity/csv-cell'
import type { FailingRecord } from '../../model/debts/failing'
import { FailingFilter } from '../../model/debts/failing-filter'
import { adviceFor } from '../../model/sync/advice'
import { causeText } from '../../model/sync/causes'
import { AppError } from '../../platform/errors'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { shownTo } from '../sync/people-data'
import { failingRows } from './failing-rows'
import { maskedFailing } from './masked-failing'

const batch = 500
const types = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' }

/** The failing records that a filter asks for as a file, written as it is read. Cells that a spreadsheet would run are kept as text. */
export const exportFailing = query({
  name: 'exportFailing',
  permission: 'connections.read',
  input: FailingFilter.extend({
    connectionId: ConnectionId,
    format: z.enum(['csv', 'ndjson']).default('csv'),
  }),
  on: ({ connectionId }) => connectionId,
  async run(context, { connectionId, format, ...filter }) {
    const { db } = context
    const shown = await shownTo(context, connectionId)
    if (shown === 'masked' && filter.words)
      throw new AppError('forbidden', 'Only who may read the contents of people data can search in it.')
    const all = records(db, connectionId, filter, shown === 'masked')
    return {
      fileName: `failing-records-${connectionId}.${format}`,
      type: types[format],
      text: format === 'csv' ? csvOf(all) : ndjsonOf(all),
      personal: shown === 'personal',
    }
  },
  reveals: ({ personal }) => personal,
})

async function* records(db: Db, connectionId: string, filter: FailingFilter, masked: boolean) {
  for (let after: string | undefined; ; ) {
    const rows = await failingRows(db, connectionId, { ...filter, after, limit: batch })
    yield* masked ? rows.map(maskedFailing) : rows
    after = rows.at(-1)?.itemId
    if (rows.length < batch) return
  }
}

const columns = [
  'item',
  'state',
  'code',
  'cause',
  'message',
  'field',
  'what to do',
  'runs',
  'since',
  'last failed',
]
const more = ['run', 'row', 'graph request', 'set aside by', 'set aside', 'note']

async function* csvOf(all: AsyncIterable<FailingRecord>): AsyncGenerator<string> {
  yield csvLine([...columns, ...more])
  for await (const { itemId, state, code, message, field, runs, since, at, aside, ...of } of all) {
    const what = [causeText(code), message, field, adviceFor(code).text]
    const from = [of.syncId, of.row, of.graphRequestId]
    yield csvLine([
      ...[itemId, state, code, ...what, runs, since, at, ...from],
      ...[aside?.by ?? null, aside?.at ?? null, aside?.note ?? null],
    ])
  }
}

async function* ndjsonOf(all: AsyncIterable<FailingRecord>): AsyncGenerator<string> {
  for await (const record of all) yield `${JSON.stringify({ ...record, cause: causeText(record.code) })}\n`
}
