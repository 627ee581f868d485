import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from './at'

/** How much of a limit is used, as rate-limiter-flexible keeps it; shared by every process. */
export const limits = pgTable('limits', {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: at('expire'),
})
