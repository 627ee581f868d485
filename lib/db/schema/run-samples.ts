import { integer, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { at } from './at'
import { syncs } from './syncs'

/**
 * What a run did in a few seconds, for the chart of its rate. The longer it lasts the longer the periods, so that a
 * run has about a thousand at most.
 */
export const runSamples = pgTable(
  'run_samples',
  {
    syncId: uuid('sync_id')
      .notNull()
      .references(() => syncs.id, { onDelete: 'cascade' }),
    /** The end of the period. */
    at: at('at').notNull(),
    /** How long it was, in milliseconds. */
    ms: integer().notNull(),
    sent: integer().notNull(),
    unchanged: integer().notNull(),
    failed: integer().notNull(),
    /** Requests in flight, the least and the most. */
    inFlightLow: integer('in_flight_low').notNull(),
    inFlightHigh: integer('in_flight_high').notNull(),
    /** How many might be in flight at its end. */
    limit: integer('limit').notNull(),
    /** Answers with which Graph asked to slow down. */
    throttled: integer().notNull(),
    /** For how long nothing was sent because Graph asked for it. */
    heldMs: integer('held_ms').notNull(),
    /** How long half of the requests took at most; null when none ended. */
    medianMs: integer('median_ms'),
  },
  (t) => [primaryKey({ columns: [t.syncId, t.at] })],
)
