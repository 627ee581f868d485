import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { DeletionState } from '../../model/sync/deletions'
import type { Plan } from '../../model/sync/plan'
import { at } from './at'
import { syncs } from './syncs'

const ofSync = () =>
  uuid('sync_id')
    .notNull()
    .references(() => syncs.id, { onDelete: 'cascade' })

/** What a run found that it would do. */
export const plans = pgTable('plans', {
  syncId: ofSync().primaryKey(),
  plan: jsonb().$type<Plan>().notNull(),
  madeAt: at('made_at').notNull().defaultNow(),
  expiresAt: at('expires_at').notNull(),
})

/** Who allowed what of a run; it counts for what has this hash and until it expires. */
export const approvals = pgTable(
  'approvals',
  {
    syncId: ofSync(),
    what: text().$type<'plan' | 'deletions'>().notNull(),
    hash: text().notNull(),
    approvedBy: text('approved_by').notNull(),
    approvedAt: at('approved_at').notNull().defaultNow(),
    expiresAt: at('expires_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.syncId, t.what, t.hash] })],
)

/** Items that a complete run did not find in its source. */
export const deletions = pgTable(
  'deletions',
  {
    syncId: ofSync(),
    itemId: text('item_id').notNull(),
    title: text(),
    state: text().$type<DeletionState>().notNull(),
    at: at('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.syncId, t.itemId] })],
)
