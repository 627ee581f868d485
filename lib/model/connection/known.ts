import type { WatchedOperation } from '../operation'
import type { SyncView } from '../sync/sync'
import type { ConnectionFacts } from './list'

/** What the console itself knows of a connection, whatever Graph says. */
export interface KnownConnection {
  facts: ConnectionFacts
  operations: WatchedOperation[]
  syncs: SyncView[]
  /** What somebody edits and has not sent. */
  drafts: { of: 'schema' | 'resolvers' | 'results'; savedBy: string; savedAt: string }[]
}
