import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { SourceHolds, SourceKindName } from '../../model/sync/source'
import { at } from './at'
import { bytes } from './bytes'
import { ofConnection } from './connections'

/**
 * Bytes that every worker can read, encrypted: an upload or a snapshot. To delete the row is to delete what it is about;
 * its bytes follow at once, or at the next housekeeping.
 */
export const blobs = pgTable(
  'blobs',
  {
    id: uuid().primaryKey(),
    connectionId: ofConnection(),
    /** As stored, encryption and compression included. */
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    createdAt: at('created_at').notNull().defaultNow(),
    /** Null: kept until its owner goes. */
    expiresAt: at('expires_at'),
  },
  (t) => [index('blobs_by_connection').on(t.connectionId)],
)

/** The bytes of a blob where there is no folder that all processes share. */
export const blobChunks = pgTable(
  'blob_chunks',
  {
    blobId: uuid('blob_id')
      .notNull()
      .references(() => blobs.id, { onDelete: 'cascade' }),
    n: integer().notNull(),
    data: bytes().notNull(),
  },
  (t) => [primaryKey({ columns: [t.blobId, t.n] })],
)

/** A source as it was at one moment. Every phase of a run after `stage` reads only this. */
export const snapshots = pgTable(
  'snapshots',
  {
    id: uuid()
      .primaryKey()
      .references(() => blobs.id, { onDelete: 'cascade' }),
    connectionId: ofConnection(),
    sourceKind: text('source_kind').$type<SourceKindName>().notNull(),
    sourceName: text('source_name').notNull(),
    holds: text().$type<SourceHolds>().notNull().default('items'),
    /** The names of its fields, in the order in which they were first seen. */
    fields: jsonb().$type<string[]>().notNull().default([]),
    rows: integer().notNull().default(0),
    /** The first row of each chunk, so that reading from a row on needs no chunk before it. */
    firstRows: jsonb('first_rows').$type<number[]>().notNull().default([]),
    /** False while it is being written, and for ever when the source ended early. */
    complete: boolean().notNull().default(false),
    createdAt: at('created_at').notNull().defaultNow(),
  },
  (t) => [index('snapshots_by_connection').on(t.connectionId, t.createdAt)],
)
