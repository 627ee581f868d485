import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from './at'
import { ofConnection } from './connections'
import { sealed } from './sealed'

/** The webhook with which another program starts runs of a connection. */
export const triggers = pgTable('triggers', {
  connectionId: ofConnection().primaryKey(),
  /** The signing secret, sealed. */
  secret: sealed().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: at('created_at').notNull().defaultNow(),
  lastCalledAt: at('last_called_at'),
})

/** Ids of calls that were received, so that none counts twice. */
export const triggerCalls = pgTable(
  'trigger_calls',
  {
    connectionId: ofConnection(),
    callId: text('call_id').notNull(),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.callId] }), index('trigger_calls_by_time').on(t.at)],
)
