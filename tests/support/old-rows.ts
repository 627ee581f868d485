import { randomUUID } from 'node:crypto'
import { is, SQL, sql } from 'drizzle-orm'
import type { Db } from '@/lib/db/open'
import type { Mapping } from '@/lib/model/mapping/mapping'
import type { SyncCounts } from '@/lib/model/sync/sync'

const by = 'alexw@contoso.com'
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`

/** Inserts a row by the names of the columns, since today's tables do not have all of the old ones. */
function insert(db: Db, table: string, row: Record<string, unknown>) {
  const names = Object.keys(row).map((name) => sql.identifier(name))
  const values = Object.values(row).map((value): SQL => (is(value, SQL) ? value : sql`${value}`))
  return db.execute(
    sql`insert into ${sql.identifier(table)} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)})`,
  )
}

interface Run {
  connectionId: string
  uploadId: string
  totalRows: number
  mapping: Mapping
  status: string
  done: number
}

const counts = (sent: number): SyncCounts => ({ read: sent, sent, unchanged: 0, failed: 0 })

const oldRun = ({ connectionId, uploadId, totalRows, mapping, status, done }: Run) => ({
  id: randomUUID(),
  connection_id: connectionId,
  upload_id: uploadId,
  file_name: 'tickets.csv',
  total_rows: totalRows,
  mapping: json(mapping),
  status,
  counts: json(counts(done)),
  checkpoint: done,
  checkpoint_counts: json(counts(done)),
  attempt: 1,
  started_by: by,
})

export interface OldFile {
  csv: string
  columns: string[]
  rows: number
  mapping: Mapping
  /** Ids of the items that Graph has accepted already. */
  accepted: string[]
}

/**
 * What the old release kept: of "helpdesk" everything, with a run half-way; of "wiki" a draft; of "old", deleted
 * long ago, what was left behind. Returns the id of the run.
 */
export async function insertOldRows(db: Db, { csv, columns, rows, mapping, accepted }: OldFile) {
  const uploadId = randomUUID()
  const bytes = Buffer.from(csv)
  const half = Math.ceil(bytes.length / 2)
  const run = { connectionId: 'helpdesk', uploadId, totalRows: rows, mapping }

  const emptySchema = json({ baseType: 'microsoft.graph.externalItem', properties: [] })
  for (const connectionId of ['helpdesk', 'wiki'])
    await insert(db, 'schema_drafts', { connection_id: connectionId, schema: emptySchema, saved_by: by })

  await insert(db, 'uploads', {
    id: uploadId,
    connection_id: 'helpdesk',
    file_name: 'tickets.csv',
    size: bytes.length,
    encoding: 'utf-8',
    delimiter: ',',
    columns: json(columns),
    rows,
    uploaded_by: by,
  })
  for (const [seq, part] of [bytes.subarray(0, half), bytes.subarray(half)].entries())
    await insert(db, 'upload_chunks', { upload_id: uploadId, seq, data: part })
  await insert(db, 'sources', {
    connection_id: 'helpdesk',
    upload_id: uploadId,
    mapping: json(mapping),
    saved_by: by,
  })

  const live = oldRun({ ...run, status: 'running', done: accepted.length })
  await insert(db, 'syncs', live)
  await insert(db, 'sync_errors', { sync_id: live.id, row: 1, code: 'BadRequest', message: 'Odd.' })
  const over = oldRun({ ...run, connectionId: 'old', status: 'succeeded', done: rows })
  await insert(db, 'syncs', over)
  for (const itemId of accepted)
    await insert(db, 'ledger', { connection_id: 'helpdesk', item_id: itemId, hash: 'x', sync_id: live.id })
  await insert(db, 'ledger', { connection_id: 'old', item_id: '1', hash: 'x', sync_id: over.id })

  const operation = { status: 'completed', started_by: by, first: true }
  await insert(db, 'operations', {
    ...operation,
    id: randomUUID(),
    connection_id: 'helpdesk',
    kind: 'schema',
    graph_operation_id: 'op1',
  })
  const steps = json([{ name: 'gone', state: 'done' }])
  await insert(db, 'operations', {
    ...operation,
    id: randomUUID(),
    connection_id: 'gone',
    kind: 'delete',
    steps,
  })

  await insert(db, 'audit', {
    oid: 'o',
    username: by,
    action: 'createConnection',
    target: 'helpdesk',
    input: json({ id: 'helpdesk', contentCategory: 'uncategorized', template: 'helpdesk' }),
    outcome: 'done',
  })
  await insert(db, 'sessions', {
    id: 'hash',
    oid: 'o',
    username: by,
    name: 'Alex',
    role: 'Admin',
    people_role: 'Admin',
    home_account_id: 'o.t',
    token_cache: 'secret',
    expires_at: sql`now() + interval '1 hour'`,
  })

  // Orphans: bytes of an upload that broke off, and errors of a run that is no longer there.
  await insert(db, 'upload_chunks', { upload_id: randomUUID(), seq: 0, data: Buffer.from('lost') })
  await insert(db, 'sync_errors', { sync_id: randomUUID(), row: 1, code: 'BadRequest', message: 'Odd.' })
  return live.id
}
