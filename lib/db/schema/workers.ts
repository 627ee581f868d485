import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { at } from './at'
import { ofConnection } from './connections'

/** Processes that take jobs. Each writes `seen_at` every few seconds. */
export const workers = pgTable(
  'workers',
  {
    id: uuid().primaryKey(),
    /** Where it runs, for an admin who looks for it. */
    host: text().notNull(),
    pid: integer().notNull(),
    startedAt: at('started_at').notNull().defaultNow(),
    seenAt: at('seen_at').notNull().defaultNow(),
  },
  (t) => [index('workers_by_seen').on(t.seenAt)],
)

/** Who may write to a connection at Graph now: one worker, as long as it extends its lease. */
export const leases = pgTable('leases', {
  connectionId: ofConnection().primaryKey(),
  /** Host and process, for an admin who looks for it. */
  owner: text().notNull(),
  /** A new one each time, so that a worker that was away too long cannot extend what another has taken. */
  token: uuid().notNull(),
  /** The run that it is held for. */
  syncId: uuid('sync_id'),
  /** By the clock of the database, which all workers share. */
  expiresAt: at('expires_at').notNull(),
})

/** Until when Graph has asked to send nothing to a connection: it outlives the worker that was asked. */
export const holds = pgTable('holds', {
  connectionId: ofConnection().primaryKey(),
  /** Both by the clock of the database. When that is set back, the wait is not longer than it was. */
  since: at('since').notNull(),
  until: at('until').notNull(),
})
