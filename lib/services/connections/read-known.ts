import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { connections } from '../../db/schema'
import type { KnownConnection } from '../../model/connection/known'
import { noFacts } from '../../model/connection/row'
import { listOperations } from '../../operations/operations'
import { findDraft } from '../../operations/schema-drafts'
import { query } from '../command'
import { ConnectionId } from '../connection-id'
import { findResolverDraft } from '../resolvers/drafts'
import { findResultsDraft } from '../results/drafts'
import { listSyncs } from '../sync/views'
import { connectionFacts } from './connection-facts'

/**
 * What the console itself knows of a connection, for as long as Graph does not answer and never did before; null when
 * it knows nothing of this id. It does not ask Graph.
 */
export const readKnown = query({
  name: 'readKnown',
  permission: 'connections.read',
  input: z.object({ connectionId: ConnectionId }),
  on: ({ connectionId }) => connectionId,
  async run({ db }, { connectionId }): Promise<KnownConnection | null> {
    const [[known], facts, operations, syncs, schema, resolvers, results] = await Promise.all([
      db.select({ id: connections.id }).from(connections).where(eq(connections.id, connectionId)),
      connectionFacts(db, connectionId),
      listOperations(db, connectionId),
      listSyncs(db, connectionId, { limit: 10 }),
      findDraft(db, connectionId),
      findResolverDraft(db, connectionId),
      findResultsDraft(db, connectionId),
    ])
    if (!known) return null
    const stored = [
      { of: 'schema', draft: schema },
      { of: 'resolvers', draft: resolvers },
      { of: 'results', draft: results },
    ] as const
    const drafts = stored.flatMap(({ of, draft }) =>
      draft ? [{ of, savedBy: draft.savedBy, savedAt: draft.savedAt }] : [],
    )
    return { facts: facts.get(connectionId) ?? noFacts, operations, syncs, drafts }
  },
})
