import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ResolverSet } from '../../model/resolvers/resolver-set'
import { at } from './at'
import { ofConnection } from './connections'

/** The URL resolvers an admin is editing, one set per connection, with the list that Graph had when the edit began. */
export const resolverDrafts = pgTable('resolver_drafts', {
  connectionId: ofConnection().primaryKey(),
  set: jsonb().$type<ResolverSet>().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
})

/** Links and where they have to lead. `key` is the hash of the link, which is too long for an index. */
export const resolverTests = pgTable(
  'resolver_tests',
  {
    connectionId: ofConnection(),
    key: text().notNull(),
    url: text().notNull(),
    /** Null: it has to lead to no item. */
    expected: text(),
    savedBy: text('saved_by').notNull(),
    savedAt: at('saved_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.key] })],
)
