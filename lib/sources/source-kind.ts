import type { z } from 'zod'
import type { Blobs } from '../blobs/blobs'
import type { Db } from '../db/open'
import type { SourceRecord } from './record'

/** Where a reader stands: it goes on after the records of the batch that gave this out. Kept as JSON. */
export type Cursor = Readonly<Record<string, string | number | boolean>>

export interface SourceBatch {
  records: SourceRecord[]
  /** Reading from here gives exactly what comes after this batch. Null with the last batch. */
  cursor: Cursor | null
  /** Said with the last batch: the source was read from its beginning to its end, so that what it did not hold is gone. */
  complete?: boolean
  /** The highest watermark up to here, for a source that can tell what changed since. */
  watermark?: string
}

export interface ReadFrom {
  cursor?: Cursor
  /** Only what changed since this watermark. Such a reading is never complete. */
  since?: string
}

/** What a source is read with. */
export interface SourceContext {
  db: Db
  blobs: Blobs
  connectionId: string
  /** The secret fields in the clear; they are sealed in the database and never reach a browser. */
  secrets: Readonly<Record<string, string>>
  /** Hosts (`name`, `name:port`) that may be reached although their addresses are internal. */
  allowedHosts: readonly string[]
  signal: AbortSignal
}

/** The first records of a source, as a test shows them. */
export interface Sample {
  records: SourceRecord[]
  /** The fields found in them, paths of nested ones too. */
  fields: string[]
}

/**
 * One way to get records. Every method throws an AppError with what to do for whatever an admin or the other side can
 * get wrong, and stops when `signal` is aborted. `tests/sources/conformance.ts` holds what each kind has to do.
 */
export interface SourceKind<Config = unknown> {
  name: string
  config: z.ZodType<Config>
  /** The names of its secret fields. */
  secrets: readonly string[]
  /** Checks that the source can be reached and read, without reading it all. */
  test(config: Config, context: SourceContext): Promise<void>
  /** The first records, at most `count`. */
  sample(config: Config, context: SourceContext, count: number): Promise<Sample>
  /** The records in batches, in the same order each time. */
  read(config: Config, from: ReadFrom, context: SourceContext): AsyncIterable<SourceBatch>
}
