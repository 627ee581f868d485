import { integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { ContentKind, ExternalConnection } from '../../model/connection/connection'
import type { DebtCause, DebtDetail } from '../../model/debts/debt'
import type { Role } from '../../model/role'
import type { ConnectorSchema } from '../../model/schema/schema'
import { at } from './at'

/**
 * The connections that the console knows, the parent of all that it keeps of one: to forget a connection is to
 * delete its row. `id` is spelled as Graph returned it.
 */
export const connections = pgTable('connections', {
  id: text().primaryKey(),
  /** Null until Graph has told it. */
  kind: text().$type<ContentKind>(),
  firstSeenAt: at('first_seen_at').notNull().defaultNow(),
  /** Written when Graph answers something new, else at most once a minute. */
  lastSeenAt: at('last_seen_at').notNull().defaultNow(),
  /** What Graph answered then: shown while it does not answer. */
  answer: jsonb().$type<ExternalConnection>(),
  /** The schema that Graph answered last, and when; null in `schema` with a time: it had none. */
  schema: jsonb().$type<ConnectorSchema>(),
  schemaSeenAt: at('schema_seen_at'),
  /** Null when it was not created in this console. */
  createdBy: text('created_by'),
  /** Since when Graph has it no more. It was deleted elsewhere, and what the console keeps of it stays. */
  goneAt: at('gone_at'),
  /** Rises when a schema change is registered that Graph applies only to items that are sent afterwards. */
  schemaVersion: integer('schema_version').notNull().default(0),
})

/** The column of everything that belongs to a connection and goes with it. */
export const ofConnection = () =>
  text('connection_id')
    .notNull()
    .references(() => connections.id, { onDelete: 'cascade' })

/** A role that a person has for one connection only. */
export const grants = pgTable(
  'grants',
  {
    id: uuid().primaryKey(),
    /** The person's object id in Entra. */
    oid: text().notNull(),
    role: text().$type<Role>().notNull(),
    connectionId: ofConnection(),
    grantedBy: text('granted_by').notNull(),
    grantedAt: at('granted_at').notNull().defaultNow(),
  },
  (t) => [unique('one_grant_per_role').on(t.oid, t.role, t.connectionId)],
)

/** Items that have to be sent again. How many are left is counted in the ledger; a paid debt is deleted. */
export const debts = pgTable(
  'debts',
  {
    connectionId: ofConnection(),
    cause: text().$type<DebtCause>().notNull(),
    /** Items that were sent under less than this are owed (`ledger.sent_under`). */
    below: integer().notNull(),
    /** How many were owed when it began. */
    items: integer().notNull(),
    detail: jsonb().$type<DebtDetail>().notNull(),
    since: at('since').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.connectionId, t.cause] })],
)
