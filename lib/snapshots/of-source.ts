import { and, eq } from 'drizzle-orm'
import { snapshots } from '../db/schema'
import type { SourceHolds } from '../model/sync/source'

/** The snapshots of a connection that hold rows of items, or those that hold members of groups. */
export const ofSource = (connectionId: string, holds: SourceHolds) =>
  and(eq(snapshots.connectionId, connectionId), eq(snapshots.holds, holds))
