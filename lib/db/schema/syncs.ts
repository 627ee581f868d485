import { sql } from 'drizzle-orm'
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { GroupFields } from '../../model/groups/group-fields'
import type { Mapping } from '../../model/mapping/mapping'
import type { Problem } from '../../model/problem'
import type { AbortRules } from '../../model/sync/abort-rules'
import type { ItemChanges, RunPhase, RunType, Selection } from '../../model/sync/run-type'
import type { SourceConfig, SourceKindName } from '../../model/sync/source'
import { liveStatuses, type SyncStatus } from '../../model/sync/status'
import type { Pacing, RunCounts } from '../../model/sync/sync'
import { at } from './at'
import { ofConnection } from './connections'
import { itemWords } from './words'

const live = sql.raw(liveStatuses.map((status) => `'${status}'`).join(', '))

/** Sync runs. At most one of each connection is not over. */
export const syncs = pgTable(
  'syncs',
  {
    id: uuid().primaryKey(),
    connectionId: ofConnection(),
    sourceKind: text('source_kind').$type<SourceKindName>().notNull(),
    /** What the source was called then: the connection may have another one since. */
    sourceName: text('source_name').notNull(),
    type: text().$type<RunType>().notNull().default('full'),
    /** What it does now, or did last. */
    phase: text().$type<RunPhase>().notNull().default('stage'),
    /** Whether it shows a plan first and sends nothing until that is approved. */
    planFirst: boolean('plan_first').notNull().default(false),
    /** Mapping, schema and source in one hash: a run with another one than the last has to be planned first. */
    basis: text(),
    /** What the kind of source needs to know to read it; null in runs of a release before. */
    sourceConfig: jsonb('source_config').$type<SourceConfig>(),
    /** Of a retry: the run whose rows it sends again, and which of them. */
    retryOf: uuid('retry_of'),
    selection: jsonb().$type<Selection>(),
    /** Of an incremental run: it asks its source only for what changed after this. */
    since: text(),
    /** Up to where it has read; the source keeps it when the run ends well. */
    watermark: text(),
    /** What it reads, as the source was at one moment. Null until its source was read (phase `stage`). */
    snapshotId: uuid('snapshot_id'),
    /** How many records were read while it is in phase `stage`. */
    staged: integer().notNull().default(0),
    /** Null while it is not known. */
    totalRows: integer('total_rows'),
    mapping: jsonb().$type<Mapping>().notNull(),
    /** Of a run of groups: which fields of its rows name group and member. */
    groupFields: jsonb('group_fields').$type<GroupFields>(),
    /** When it stops by itself; null for the usual rules. */
    abortRules: jsonb('abort_rules').$type<AbortRules>(),
    status: text().$type<SyncStatus>().notNull(),
    /** What is shown: rows with an outcome, those ahead of the checkpoint too. */
    counts: jsonb().$type<RunCounts>().notNull(),
    /** Every row up to this one has its outcome recorded; a resumed run starts after it. */
    checkpoint: integer().notNull().default(0),
    /** Of the list of its deletions that wait for an approval. */
    heldHash: text('held_hash'),
    /** What became of items, beside the rows. */
    changes: jsonb().$type<ItemChanges>().notNull().default({ created: 0, updated: 0, deleted: 0, held: 0 }),
    /** `counts` of the rows up to the checkpoint: what a resumed run counts on from. */
    checkpointCounts: jsonb('checkpoint_counts').$type<RunCounts>().notNull(),
    /** Rows finished per second, over the last seconds. */
    rate: doublePrecision().notNull().default(0),
    /** The slow mean of `rate`. */
    pace: doublePrecision().notNull().default(0),
    /** How Graph slows the run down; null when it does not. */
    pacing: jsonb().$type<Pacing>(),
    /** Fencing token: each worker that claims the run raises it, and only the last one may record progress. */
    attempt: integer().notNull().default(0),
    /** How many workers in a row died with this run, without progress between them. */
    deaths: integer().notNull().default(0),
    /** Where its checkpoint was when the last one died. */
    diedAt: integer('died_at'),
    problem: jsonb().$type<Problem>(),
    /** How many indexed items the source did not hold; null until it was read to its end. */
    notHeld: integer('not_held'),
    /** The connection was people data and not a profile source: Graph drops what was sent. */
    unregistered: boolean().notNull().default(false),
    startedBy: text('started_by').notNull(),
    /** Of what began it: a start that is tried again after a crash finds its run by it. */
    requestId: text('request_id'),
    createdAt: at('created_at').notNull().defaultNow(),
    startedAt: at('started_at'),
    flushedAt: at('flushed_at'),
    finishedAt: at('finished_at'),
  },
  (t) => [
    uniqueIndex('one_live_sync_per_connection').on(t.connectionId).where(sql`status in (${live})`),
    index('syncs_by_connection').on(t.connectionId, t.createdAt),
  ],
)

export const syncErrors = pgTable(
  'sync_errors',
  {
    syncId: uuid('sync_id')
      .notNull()
      .references(() => syncs.id, { onDelete: 'cascade' }),
    /** Row of the file, counting the first row under the header as 1. */
    row: integer().notNull(),
    itemId: text('item_id'),
    code: text().notNull(),
    message: text().notNull(),
    field: text(),
    graphRequestId: text('graph_request_id'),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.syncId, t.row] }),
    index('sync_errors_by_item').on(t.itemId),
    // In the order of the ledger.
    index('sync_errors_of_run').on(t.syncId, sql`item_id collate "C"`),
  ],
)

/** What Graph accepted: one row per item with the hash of what was sent. */
export const ledger = pgTable(
  'ledger',
  {
    connectionId: ofConnection(),
    itemId: text('item_id').notNull(),
    hash: text().notNull(),
    /** The link of the item, of its property labelled `url`; null when it has none, or was sent by a release before. */
    url: text(),
    /** The version of the schema it was sent under, or one of `sentUnder`: what is lower than needed is owed. */
    sentUnder: integer('sent_under').notNull().default(0),
    /** Of the source's record that it was made from, of mapping and schema, and of who may read it. */
    rowHash: text('row_hash'),
    mappingVersion: text('mapping_version'),
    aclHash: text('acl_hash'),
    /** A short hash of each property, which tells later what has changed (`lib/sync/item-parts.ts`). */
    parts: text(),
    title: text(),
    /** Of the PUT body, in bytes. */
    size: integer(),
    syncId: uuid('sync_id').notNull(),
    /** Somebody wrote it in the console: that the source does not hold it is no reason to delete it. */
    byHand: boolean('by_hand').notNull().default(false),
    /** The run that created it at Graph. */
    createdIn: uuid('created_in'),
    pushedAt: at('pushed_at').notNull().defaultNow(),
  },
  (t) => [
    // `item_id` has the collation "C" (migration of the list of items): its order is the same everywhere, and
    // the key finds what begins with a text.
    primaryKey({ columns: [t.connectionId, t.itemId] }),
    index('ledger_by_version').on(t.connectionId, t.sentUnder, t.itemId),
    index('ledger_by_acl').on(t.connectionId, t.aclHash, t.itemId),
    index('ledger_words').using('gin', itemWords),
  ],
)
