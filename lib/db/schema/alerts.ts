import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import type { AlertKind } from '../../model/alerts/kinds'
import type { AlertChannel, AlertSeverity } from '../../model/alerts/rule'
import { at } from './at'
import { connections } from './connections'
import { sealed } from './sealed'

/** When somebody is told that something is wrong, and how. */
export const alertRules = pgTable('alert_rules', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  kind: text().$type<AlertKind>().notNull(),
  threshold: doublePrecision(),
  /** Null: every connection. */
  connectionId: text('connection_id').references(() => connections.id, { onDelete: 'cascade' }),
  severity: text().$type<AlertSeverity>().notNull(),
  channel: jsonb().$type<AlertChannel>().notNull(),
  /** With which calls of a webhook are signed, sealed. */
  secret: sealed().notNull(),
  enabled: boolean().notNull(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
  /** When a worker looked last. Whoever moves it on looks, so that one worker does. */
  checkedAt: at('checked_at'),
})

/** What a rule is alarmed about. */
export const alertStates = pgTable(
  'alert_states',
  {
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => alertRules.id, { onDelete: 'cascade' }),
    /** A connection or an app. */
    subject: text().notNull(),
    text: text().notNull(),
    since: at('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.ruleId, t.subject] })],
)

/** Messages, written together with the change of state that they tell of. */
export const alertMessages = pgTable(
  'alert_messages',
  {
    id: uuid().primaryKey(),
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => alertRules.id, { onDelete: 'cascade' }),
    kind: text().$type<'alert' | 'recovery' | 'test'>().notNull(),
    subject: text(),
    /** What the subject is called. */
    name: text(),
    text: text().notNull(),
    at: at('at').notNull(),
    sentAt: at('sent_at'),
    tries: integer().notNull().default(0),
    problem: text(),
  },
  (t) => [index('alert_messages_by_time').on(t.ruleId, t.at)],
)
