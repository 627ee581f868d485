import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Acl } from '../../model/items/item'
import { ofConnection } from './connections'

/** The access control lists that items were sent with, each once: who may read is asked of the console, not of Graph. */
export const acls = pgTable(
  'acls',
  {
    connectionId: ofConnection(),
    /** `ledger.acl_hash` of the items that have it. */
    hash: text().notNull(),
    entries: jsonb().$type<Acl[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.connectionId, t.hash] }),
    // Finds the lists that name a group.
    index('acls_by_entry').using('gin', sql`entries jsonb_path_ops`),
  ],
)
