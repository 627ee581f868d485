import { integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { at } from './at'
import { syncs } from './syncs'

/** Runs of remote connectors. */
export const remoteRuns = pgTable('remote_runs', {
  syncId: uuid('sync_id')
    .primaryKey()
    .references(() => syncs.id, { onDelete: 'cascade' }),
  /** When it took the run on; null while it has not been asked, or has not answered. */
  acceptedAt: at('accepted_at'),
  /** When it was heard of last: when it took the run on, or reported. */
  heardAt: at('heard_at').notNull().defaultNow(),
  /** Of the last report that counted. */
  sequence: integer().notNull().default(0),
  /** When it was decided to tell the connector that its run is cancelled. */
  cancelNotedAt: at('cancel_noted_at'),
  /** After so long without a report the run is lost. */
  silentMinutes: integer('silent_minutes').notNull(),
})
