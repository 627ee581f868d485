import { bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from './at'

/** Who changed what. Rows are only ever added. */
export const audit = pgTable(
  'audit',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    at: at('at').notNull().defaultNow(),
    oid: text().notNull(),
    username: text().notNull(),
    action: text().notNull(),
    target: text(),
    input: jsonb().$type<unknown>(),
    outcome: text().notNull(),
    message: text(),
    requestId: text('request_id'),
    graphRequestId: text('graph_request_id'),
  },
  (t) => [index('audit_by_time').on(t.at)],
)
