import { jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Answer, StepId } from '../../model/results/checklist'
import type { ResultsDraft } from '../../model/results/template'
import { at } from './at'
import { ofConnection } from './connections'

/** The search result templates somebody is editing, one draft per connection. */
export const resultDrafts = pgTable('result_drafts', {
  connectionId: ofConnection().primaryKey(),
  draft: jsonb().$type<ResultsDraft>().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
})

/** What somebody saw in the admin center, because no API tells it. */
export const checkedSteps = pgTable(
  'checked_steps',
  {
    connectionId: ofConnection(),
    step: text().$type<StepId>().notNull(),
    answer: text().$type<Answer>().notNull(),
    confirmedBy: text('confirmed_by').notNull(),
    confirmedAt: at('confirmed_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.step] })],
)
