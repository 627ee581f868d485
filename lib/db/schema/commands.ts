import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Problem } from '../../model/problem'
import type {
  CommandResult,
  CommandStatus,
  GroupChanges,
  ItemChange,
  Records,
} from '../../model/sync/command'
import type { FindingKind, FindingState } from '../../model/sync/finding'
import { at } from './at'
import { ofConnection } from './connections'
import { sealed } from './sealed'
import { syncs } from './syncs'

/**
 * What is asked for of a connection beside its runs. Whoever holds the lease of the connection does it: a run in its own
 * window, or a worker that claims the lease for it.
 */
export const commands = pgTable(
  'commands',
  {
    id: uuid().primaryKey(),
    connectionId: ofConnection(),
    /** The records to send, the groups to bring to Graph, or the item to change. */
    records: jsonb().$type<Records | GroupChanges | ItemChange>().notNull(),
    /** The body of an item that somebody wrote, until it is sent. */
    item: sealed('item'),
    status: text().$type<CommandStatus>().notNull().default('waiting'),
    /** The lease under which it is done; under another one it is done again. */
    takenUnder: uuid('taken_under'),
    /** How often it was taken: one that ends its worker each time is given up. */
    tries: integer().notNull().default(0),
    result: jsonb().$type<CommandResult>(),
    problem: jsonb().$type<Problem>(),
    askedBy: text('asked_by').notNull(),
    askedAt: at('asked_at').notNull().defaultNow(),
    finishedAt: at('finished_at'),
  },
  (t) => [index('commands_by_connection').on(t.connectionId, t.status)],
)

/** Items of which Graph holds something else than the ledger says, found by a run that reconciles them. */
export const findings = pgTable(
  'findings',
  {
    syncId: uuid('sync_id')
      .notNull()
      .references(() => syncs.id, { onDelete: 'cascade' }),
    itemId: text('item_id').notNull(),
    kind: text().$type<FindingKind>().notNull(),
    title: text(),
    /** The parts of the item that differ. */
    what: jsonb().$type<string[]>().notNull().default([]),
    state: text().$type<FindingState>().notNull().default('open'),
  },
  (t) => [primaryKey({ columns: [t.syncId, t.itemId] })],
)
