import { bigint, bigserial, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from './at'

/** Who changed what. Rows are only ever added, and each holds the hash of the one before it. */
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
    /** Of an outcome: the entry that said beforehand what was to be done. */
    intent: bigint({ mode: 'number' }),
    /** The hash of the entry before; null for entries of releases that kept no chain. */
    prev: text(),
    hash: text(),
  },
  (t) => [index('audit_by_time').on(t.at), index('audit_by_intent').on(t.intent)],
)

/** The end of the chain, one row: what the next entry follows, and what tells that the last ones were cut off. */
export const auditHead = pgTable('audit_head', {
  one: integer().primaryKey(),
  entries: bigint({ mode: 'number' }).notNull(),
  auditId: bigint('audit_id', { mode: 'number' }).notNull(),
  hash: text().notNull(),
})

/** Up to where the log was cut by the retention policy. The chain goes on from the hash that stands here. */
export const auditAnchors = pgTable('audit_anchors', {
  throughId: bigint('through_id', { mode: 'number' }).primaryKey(),
  hash: text().notNull(),
  entries: bigint({ mode: 'number' }).notNull(),
  at: at('at').notNull().defaultNow(),
})

/** Up to where the log was sent to another place, one row for each. */
export const auditExports = pgTable('audit_exports', {
  /** A hash of its address. */
  place: text().primaryKey(),
  throughId: bigint('through_id', { mode: 'number' }).notNull().default(0),
  /** When it is looked at next. Whoever moves it on sends, so that one worker does. */
  nextAt: at('next_at').notNull().defaultNow(),
  /** How often in a row it failed, and why. */
  tries: integer().notNull().default(0),
  problem: text(),
})

/** Refusals that were told once and are counted since. */
export const refusals = pgTable('refusals', {
  key: text().primaryKey(),
  oid: text().notNull(),
  username: text().notNull(),
  action: text().notNull(),
  target: text(),
  message: text(),
  requestId: text('request_id').notNull(),
  count: integer().notNull(),
  since: at('since').notNull(),
})
