import { sql } from 'drizzle-orm'
import {
  bigserial,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { Mapping } from '../model/mapping/mapping'
import type { DeletionStep, WatchedKind, WatchedStatus } from '../model/operation'
import type { Problem } from '../model/problem'
import type { Role } from '../model/role'
import type { ConnectorSchema } from '../model/schema/schema'
import type { SyncCounts, SyncStatus } from '../model/sync/sync'

const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const at = (name: string) => timestamp(name, { withTimezone: true })

/** Who is signed in. `id` is the SHA-256 of the cookie's value; the token cache is encrypted; no role, no access. */
export const sessions = pgTable('sessions', {
  id: text().primaryKey(),
  oid: text().notNull(),
  username: text().notNull(),
  name: text().notNull(),
  role: text().$type<Role>(),
  peopleRole: text('people_role').$type<Role>(),
  homeAccountId: text('home_account_id').notNull(),
  tokenCache: text('token_cache').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  seenAt: at('seen_at').notNull().defaultNow(),
  /** When Entra was last asked whether the account still has its roles. */
  checkedAt: at('checked_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
})

/** Sign-ins under way: what the redirect back is checked against. `id` is the SHA-256 of the state. */
export const signIns = pgTable('sign_ins', {
  id: text().primaryKey(),
  nonce: text().notNull(),
  verifier: text().notNull(),
  returnTo: text('return_to').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
})

/** Long-running work of Graph that the console follows to its end: schema operations and deletions. */
export const operations = pgTable(
  'operations',
  {
    id: uuid().primaryKey(),
    connectionId: text('connection_id').notNull(),
    kind: text().$type<WatchedKind>().notNull(),
    /** Graph's operation id; none for a deletion, which is followed by reading the connection. */
    graphOperationId: text('graph_operation_id'),
    /** Whether it is the connection's first schema, whose end shows in the connection's state. */
    first: boolean().notNull().default(false),
    status: text().$type<WatchedStatus>().notNull(),
    steps: jsonb().$type<DeletionStep[]>(),
    problem: jsonb().$type<Problem>(),
    startedBy: text('started_by').notNull(),
    startedAt: at('started_at').notNull().defaultNow(),
    polledAt: at('polled_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [index('operations_by_connection').on(t.connectionId, t.startedAt)],
)

/** The schema an admin is editing, one per connection. */
export const schemaDrafts = pgTable('schema_drafts', {
  connectionId: text('connection_id').primaryKey(),
  schema: jsonb().$type<ConnectorSchema>().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
})

/** An uploaded file. Its bytes are in `upload_chunks`, so that every worker can read them. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid().primaryKey(),
    connectionId: text('connection_id').notNull(),
    fileName: text('file_name').notNull(),
    size: integer().notNull(),
    encoding: text().notNull(),
    delimiter: text().notNull(),
    columns: jsonb().$type<string[]>().notNull(),
    rows: integer().notNull(),
    uploadedBy: text('uploaded_by').notNull(),
    uploadedAt: at('uploaded_at').notNull().defaultNow(),
  },
  (t) => [index('uploads_by_connection').on(t.connectionId, t.uploadedAt)],
)

/** The bytes of an upload in order; written before its `uploads` row, which makes it visible. */
export const uploadChunks = pgTable(
  'upload_chunks',
  {
    uploadId: uuid('upload_id').notNull(),
    seq: integer().notNull(),
    data: bytes().notNull(),
    /** Chunks of an upload that never came to its end are told by their age. */
    storedAt: at('stored_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.seq] })],
)

/** Where a connection's items come from, and how a row becomes an item. */
export const sources = pgTable('sources', {
  connectionId: text('connection_id').primaryKey(),
  uploadId: uuid('upload_id').notNull(),
  mapping: jsonb().$type<Mapping>().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
})

/** Sync runs. At most one per connection is queued or running. */
export const syncs = pgTable(
  'syncs',
  {
    id: uuid().primaryKey(),
    connectionId: text('connection_id').notNull(),
    uploadId: uuid('upload_id').notNull(),
    /** Of the upload, which a later one may have replaced. */
    fileName: text('file_name').notNull(),
    totalRows: integer('total_rows').notNull(),
    mapping: jsonb().$type<Mapping>().notNull(),
    status: text().$type<SyncStatus>().notNull(),
    /** What is shown: rows with an outcome, those ahead of the checkpoint too. */
    counts: jsonb().$type<SyncCounts>().notNull(),
    /** Every row up to this one has its outcome recorded; a resumed run starts after it. */
    checkpoint: integer().notNull().default(0),
    /** `counts` of the rows up to the checkpoint: what a resumed run counts on from. */
    checkpointCounts: jsonb('checkpoint_counts').$type<SyncCounts>().notNull(),
    /** Rows finished per second of late. */
    rate: doublePrecision().notNull().default(0),
    /** Counts the workers that took the run up; only the last may record its progress. */
    attempt: integer().notNull().default(0),
    problem: jsonb().$type<Problem>(),
    startedBy: text('started_by').notNull(),
    createdAt: at('created_at').notNull().defaultNow(),
    startedAt: at('started_at'),
    flushedAt: at('flushed_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    uniqueIndex('one_live_sync_per_connection')
      .on(t.connectionId)
      .where(sql`status in ('queued', 'running')`),
    index('syncs_by_connection').on(t.connectionId, t.createdAt),
  ],
)

export const syncErrors = pgTable(
  'sync_errors',
  {
    syncId: uuid('sync_id').notNull(),
    /** Row of the file, counting the first row under the header as 1. */
    row: integer().notNull(),
    itemId: text('item_id'),
    code: text().notNull(),
    message: text().notNull(),
    field: text(),
    graphRequestId: text('graph_request_id'),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.syncId, t.row] })],
)

/** What Graph accepted: one row per item with the hash of what was sent. */
export const ledger = pgTable(
  'ledger',
  {
    connectionId: text('connection_id').notNull(),
    itemId: text('item_id').notNull(),
    hash: text().notNull(),
    syncId: uuid('sync_id').notNull(),
    pushedAt: at('pushed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.itemId] })],
)

/** Who changed what. Rows are only ever added. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: at('at').notNull().defaultNow(),
    oid: text().notNull(),
    username: text().notNull(),
    action: text().notNull(),
    target: text(),
    input: jsonb().$type<unknown>(),
    outcome: text().notNull(),
    message: text(),
    requestId: text('request_id'),
    graphRequestId: text('graph_request_id'),
  },
  (t) => [index('audit_by_time').on(t.at)],
)
