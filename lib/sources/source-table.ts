import { groupSources, sources } from '../db/schema'
import type { SourceHolds } from '../model/sync/source'

/** Where the source of a connection's items is kept, or that of its groups. */
export const sourceTable = (holds: SourceHolds) => (holds === 'groups' ? groupSources : sources)
