import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './at'
import { ofConnection } from './connections'

/** Records that could not be sent, by the id of their item, over all runs: until one is sent, or its source has it no more. */
export const failing = pgTable(
  'failing',
  {
    connectionId: ofConnection(),
    itemId: text('item_id').notNull(),
    code: text().notNull(),
    message: text().notNull(),
    field: text(),
    graphRequestId: text('graph_request_id'),
    /** The run in which it failed last, and the row that it was there. */
    syncId: uuid('sync_id').notNull(),
    row: integer().notNull(),
    /** Hashes of the record and of the mapping that failed. */
    tried: text().notNull(),
    /** In how many runs in a row the same record failed under the same mapping. */
    runs: integer().notNull().default(1),
    since: at('since').notNull().defaultNow(),
    at: at('at').notNull().defaultNow(),
    /** The run that met it last, whether it tried it or left it out. */
    seenIn: uuid('seen_in').notNull(),
    /** Who decided that it need not be sent, when and why. */
    asideBy: text('aside_by'),
    asideAt: at('aside_at'),
    note: text(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.itemId] })],
)
