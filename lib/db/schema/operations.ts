import { sql } from 'drizzle-orm'
import { boolean, index, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { DeletionStep, WatchedKind, WatchedStatus } from '../../model/operation'
import type { Problem } from '../../model/problem'
import type { ConnectorSchema } from '../../model/schema/schema'
import { at } from './at'
import { connections, ofConnection } from './connections'

/** Long-running work of Graph that the console follows to its end: schema operations and deletions. */
export const operations = pgTable(
  'operations',
  {
    id: uuid().primaryKey(),
    connectionId: text('connection_id').notNull(),
    /** A schema operation is deleted with its connection; the record of a deletion is kept. */
    schemaOf: text('schema_of')
      .generatedAlwaysAs(sql`case when kind = 'schema' then connection_id end`)
      .references(() => connections.id, { onDelete: 'cascade' }),
    kind: text().$type<WatchedKind>().notNull(),
    /** Graph's operation id; none for a deletion, which is followed by reading the connection. */
    graphOperationId: text('graph_operation_id'),
    /** Whether it is the connection's first schema, whose end shows in the connection's state. */
    first: boolean().notNull().default(false),
    status: text().$type<WatchedStatus>().notNull(),
    steps: jsonb().$type<DeletionStep[]>(),
    /** The properties whose change needs the items again once it is registered. */
    reingest: jsonb().$type<string[]>().notNull().default([]),
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
  connectionId: ofConnection().primaryKey(),
  schema: jsonb().$type<ConnectorSchema>().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
})
