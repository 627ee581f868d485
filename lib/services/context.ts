import type { Logger } from 'pino'
import type { Actor } from '../access/can'
import type { Blobs } from '../blobs/blobs'
import type { Db } from '../db/open'
import type { Graph } from '../graph/client'
import type { JobQueue } from '../jobs/queue'
import type { Env } from '../platform/env'

/** What this process works with, whoever asks. */
export interface Resources {
  db: Db
  /** Uploads and snapshots. */
  blobs: Blobs
  queue: JobQueue
  /** Graph as the configuration app: connections, schemas, profile sources. */
  configuration: Graph
  /** Graph as the ingestion app: items and user look-ups. */
  ingestion: Graph
  settings: Env
  /** The time now. */
  clock: () => Date
}

/** What a use case works with. The adapter (action, route, page, program) brings it. */
export interface Context extends Resources {
  actor: Actor
  requestId: string
  /** Every line carries the request id. */
  log: Logger
}
