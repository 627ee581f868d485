import { boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { GroupFields } from '../../model/groups/group-fields'
import type { Mapping } from '../../model/mapping/mapping'
import type { AbortRules } from '../../model/sync/abort-rules'
import { type FileFormat, type FormatChoice, plainFormat } from '../../model/sync/file-format'
import type { SourceConfig, SourceHolds, SourceKindName } from '../../model/sync/source'
import type { RowProblem } from '../../model/sync/upload'
import { at } from './at'
import { blobs } from './blobs'
import { bytes } from './bytes'
import { ofConnection } from './connections'
import { sealed } from './sealed'

/** An uploaded file. Its bytes are the blob of the same id. */
export const uploads = pgTable(
  'uploads',
  {
    id: uuid()
      .primaryKey()
      .references(() => blobs.id, { onDelete: 'cascade' }),
    connectionId: ofConnection(),
    fileName: text('file_name').notNull(),
    holds: text().$type<SourceHolds>().notNull().default('items'),
    /** False while its bytes arrive: then nobody sees it, and what is found in the file is still empty. */
    complete: boolean().notNull().default(false),
    size: integer().notNull().default(0),
    /** How its bytes become records. */
    format: jsonb().$type<FileFormat>().notNull().default(plainFormat),
    /** What an admin said of the format; a newer file of the connection begins with it. */
    choice: jsonb().$type<FormatChoice>().notNull().default({}),
    columns: jsonb().$type<string[]>().notNull().default([]),
    rows: integer().notNull().default(0),
    /** Rows that cannot be read, and what is wrong with the first of them. */
    badRows: integer('bad_rows').notNull().default(0),
    problems: jsonb().$type<RowProblem[]>().notNull().default([]),
    uploadedBy: text('uploaded_by').notNull(),
    /** When it was complete; until then, when it began. */
    uploadedAt: at('uploaded_at').notNull().defaultNow(),
  },
  (t) => [index('uploads_by_connection').on(t.connectionId, t.uploadedAt)],
)

/** The bytes of uploads of a release before blobs, until the start of this one has moved them. */
export const uploadChunks = pgTable(
  'upload_chunks',
  {
    uploadId: uuid('upload_id')
      .notNull()
      .references(() => uploads.id, { onDelete: 'cascade' }),
    seq: integer().notNull(),
    data: bytes().notNull(),
    storedAt: at('stored_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.uploadId, t.seq] })],
)

/** A source of a connection, whatever its records tell of. */
const source = () => ({
  connectionId: ofConnection().primaryKey(),
  kind: text().$type<SourceKindName>().notNull(),
  /** What this kind of source needs to know; of a file, its upload. */
  config: jsonb().$type<SourceConfig>().notNull(),
  /** Its secret fields, sealed; they never reach a browser. */
  secrets: sealed(),
  /** The fields that its records had when it was saved; of a file they are its columns. */
  fields: jsonb().$type<string[]>().notNull().default([]),
  /** Its first records when it was saved, sealed; a file has its own. */
  sample: sealed(),
  /** When its runs stop by themselves; null for the usual rules. */
  abortRules: jsonb('abort_rules').$type<AbortRules>(),
  savedBy: text('saved_by').notNull(),
  savedAt: at('saved_at').notNull().defaultNow(),
})

/** Where a connection's items come from, and how a row becomes an item. */
export const sources = pgTable('sources', {
  ...source(),
  /** Up to where its changes were read by the last run that read them to the end. */
  watermark: text(),
  mapping: jsonb().$type<Mapping>().notNull(),
})

/** Where the members of a connection's external groups come from. */
export const groupSources = pgTable('group_sources', {
  ...source(),
  /** Which fields name group and member. */
  groupFields: jsonb('group_fields').$type<GroupFields>().notNull(),
})
