import type { Client, QueryArrayResult, QueryConfig } from 'pg'
import type { FieldValue } from '../../model/mapping/field-value'
import { PostgresConfig } from '../../model/sync/postgres-source'
import type { SourceRecord } from '../record'
import type { ReadFrom, SourceContext } from '../source-kind'
import { columnNames } from '../sql/column-names'
import { type QueryBatch, queryKind } from '../sql/query-kind'
import { laterOf } from '../watermark'
import { connect } from './connect'
import { databaseFailure } from './failure'

/** How many characters a batch should have, so that rows of any size fit in memory. */
const batchCharacters = 8_000_000
const first = 50
const most = 2_000

/** The rows of a query in a PostgreSQL database. */
export const postgresKind = queryKind({ name: 'postgres', config: PostgresConfig }, rowsOf)

/** Reads in one transaction that can only read, so that all rows are of one moment. */
async function* rowsOf(
  { query, timeoutSeconds, changes }: PostgresConfig,
  { cursor, since }: ReadFrom,
  context: SourceContext,
  size?: number,
): AsyncGenerator<QueryBatch> {
  const secret = context.secrets.connectionString ?? ''
  let client: Client | undefined
  const stop = () => void client?.end().catch(() => {})
  context.signal.addEventListener('abort', stop)
  try {
    client = await connect(context)
    await client.query('begin isolation level repeatable read read only')
    await client.query(`set local statement_timeout = ${timeoutSeconds * 1000}`)
    await client.query(
      "set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601'",
    )
    // A cursor is declared for a query and for nothing else, and with parameters one statement is taken only.
    await client.query(declaration(query, changes ? [since ?? null] : []))
    let row = Number(cursor?.row ?? 0)
    if (row > 0) await client.query(`move forward ${Math.floor(row)} from records`)
    let watermark = cursor?.watermark === undefined ? since : String(cursor.watermark)
    for (let count = size ?? first; ; ) {
      context.signal.throwIfAborted()
      const result: QueryArrayResult<FieldValue[]> = await client.query({
        text: `fetch forward ${count} from records`,
        rowMode: 'array',
      })
      const columns = columnNames(result.fields.map(({ name }) => name))
      const records = result.rows.map((values, at) => recordOf(columns, values, row + at + 1))
      for (const { values } of records) if (changes) watermark = laterOf(watermark, values[changes.field])
      row += records.length
      if (records.length < count) {
        yield { records, columns, cursor: null, complete: since === undefined, watermark }
        return
      }
      yield {
        records,
        columns,
        cursor: { row, ...(watermark === undefined ? {} : { watermark }) },
        watermark,
      }
      count = Math.max(1, Math.min(most, Math.floor(batchCharacters / averageOf(result))))
    }
  } catch (error) {
    context.signal.throwIfAborted()
    throw databaseFailure(error, secret)
  } finally {
    context.signal.removeEventListener('abort', stop)
    stop()
  }
}

/** The driver takes the mode, which its types do not name. */
const declaration = (query: string, values: (string | null)[]): QueryConfig & { queryMode: 'extended' } => ({
  text: `declare records no scroll cursor for ${query}\n`,
  values,
  queryMode: 'extended',
})

function recordOf(columns: readonly string[], cells: readonly FieldValue[], row: number): SourceRecord {
  const values: Record<string, FieldValue> = {}
  for (let index = 0; index < columns.length; index++) values[columns[index] ?? ''] = cells[index] ?? null
  return { row, values }
}

const averageOf = ({ rows }: QueryArrayResult<FieldValue[]>) => {
  const lengthOf = (value: FieldValue) => (typeof value === 'string' ? value.length : 20)
  const all = rows.reduce(
    (sum, cells) => sum + cells.reduce<number>((part, cell) => part + lengthOf(cell), 0),
    0,
  )
  return Math.max(1, all / Math.max(1, rows.length))
}
