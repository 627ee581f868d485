import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { ofConnection } from './connections'

// The ledger, counted. To count a million rows takes a second, and pages show these numbers. Triggers of the ledger keep
// both (migration of the counts), in the transaction that changes it, so that they are true at any time.

/** How many items of a connection were sent under each version. */
export const itemCounts = pgTable(
  'item_counts',
  {
    connectionId: ofConnection(),
    /** `ledger.sent_under` of the items. */
    sentUnder: integer('sent_under').notNull(),
    items: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.sentUnder] })],
)

/** How many items of a connection have each access control list. A list that none has is not here. */
export const aclCounts = pgTable(
  'acl_counts',
  {
    connectionId: ofConnection(),
    /** `acls.hash` */
    hash: text().notNull(),
    items: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.hash] }),
    // Finds the lists of most items.
    index('acl_counts_by_items').on(t.connectionId, t.items),
  ],
)
