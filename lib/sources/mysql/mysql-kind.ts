import type { Connection, QueryOptions } from 'mysql2'
import type { FieldValue } from '../../model/mapping/field-value'
import { MysqlConfig } from '../../model/sync/mysql-source'
import { AppError } from '../../platform/errors'
import type { SourceRecord } from '../record'
import type { ReadFrom, SourceContext } from '../source-kind'
import { columnNames } from '../sql/column-names'
import { type QueryBatch, queryKind } from '../sql/query-kind'
import { laterOf } from '../watermark'
import { connect } from './connect'
import { databaseFailure } from './failure'
import { needReads } from './only-reads'
import { type Column, fieldValue } from './values'

/** How many rows or characters a batch should have, so that rows of any size fit in memory. */
const batchRows = 1_000
const batchCharacters = 4_000_000
/** The server ends a query in time by itself; a server that is gone or frozen is left after this. */
const graceMs = 10_000

/** The rows of a query in a MySQL or MariaDB database. */
export const mysqlKind = queryKind({ name: 'mysql', config: MysqlConfig }, rowsOf)

/** Reads in one transaction of a session that can only read, so that all rows are of one moment. */
async function* rowsOf(
  config: MysqlConfig,
  { cursor, since }: ReadFrom,
  context: SourceContext,
  size = batchRows,
): AsyncGenerator<QueryBatch> {
  const { changes, timeoutSeconds } = config
  needReads(config.query)
  let connection: Connection | undefined
  let isLate = false
  const stop = () => connection?.destroy()
  const timer = setTimeout(
    () => {
      isLate = true
      stop()
    },
    timeoutSeconds * 1000 + graceMs,
  )
  context.signal.addEventListener('abort', stop)
  try {
    connection = await connect(context)
    await prepare(connection, config, since)
    let columns: Column[] = []
    const rows = connection
      .query({ ...plain, sql: changes ? 'execute records using @since' : 'execute records' })
      .on('fields', (fields: Column[]) => {
        columns = fields
      })
      .stream({ highWaterMark: 200 })
    let row = 0
    let watermark = cursor?.watermark === undefined ? since : String(cursor.watermark)
    const done = Number(cursor?.row ?? 0)
    let names: readonly string[] | undefined
    let held: QueryBatch | undefined
    let records: SourceRecord[] = []
    let characters = 0
    for await (const cells of rows as AsyncIterable<(Buffer | null)[]>) {
      context.signal.throwIfAborted()
      names ??= columnNames(columns.map(({ name }) => name))
      row += 1
      if (row <= done) continue
      const record = recordOf(names, columns, cells, row)
      if (changes) watermark = laterOf(watermark, record.values[changes.field])
      records.push(record)
      for (const cell of cells) characters += cell?.length ?? 0
      if (records.length < size && characters < batchCharacters) continue
      // One batch is held back, because only the last one says that this was all.
      if (held) yield held
      const next = { row, ...(watermark === undefined ? {} : { watermark }) }
      held = { records, columns: names, cursor: next, watermark }
      records = []
      characters = 0
    }
    names ??= columnNames(columns.map(({ name }) => name))
    if (held && records.length > 0) yield held
    const last = records.length > 0 ? records : (held?.records ?? [])
    yield { records: last, columns: names, cursor: null, complete: since === undefined, watermark }
  } catch (error) {
    context.signal.throwIfAborted()
    throw isLate ? tooLate() : databaseFailure(error, context.secrets.connectionString ?? '')
  } finally {
    clearTimeout(timer)
    context.signal.removeEventListener('abort', stop)
    stop()
  }
}

/** Cells come as the bytes that the server wrote, in the order of the columns. */
const plain = { rowsAsArray: true, typeCast: false } satisfies Partial<QueryOptions>

/** Prepared by the server, a query is one statement, and only the server says what is a parameter in it. */
async function prepare(
  connection: Connection,
  { query, timeoutSeconds }: MysqlConfig,
  since: string | undefined,
) {
  const run = async (sql: string, values: (string | null)[] = []) => {
    const [rows] = await connection.promise().query(sql, values)
    return rows
  }
  const [told] = (await run('select version() as version')) as { version: string }[]
  // Each has its own name for it.
  const limit = told?.version.includes('MariaDB')
    ? `max_statement_time = ${timeoutSeconds}`
    : `max_execution_time = ${timeoutSeconds * 1000}`
  await run(
    `set session time_zone = '+00:00', sql_mode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES', net_write_timeout = 600, ${limit}`,
  )
  await run('set session transaction isolation level repeatable read, read only')
  await run('start transaction with consistent snapshot, read only')
  await run('set @query = ?, @since = ?', [query, since ?? null])
  await run('prepare records from @query')
}

function recordOf(
  names: readonly string[],
  columns: readonly Column[],
  cells: readonly (Buffer | null)[],
  row: number,
): SourceRecord {
  const values: Record<string, FieldValue> = {}
  for (const [at, column] of columns.entries())
    values[names[at] ?? ''] = fieldValue(cells[at] ?? null, column)
  return { row, values }
}

const tooLate = () =>
  new AppError('invalid', 'The query took longer than the time limit. Make it faster, or raise the limit.', {
    field: 'query',
  })
