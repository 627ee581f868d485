import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Graph } from '@/lib/graph/client'
import { findConnection, listConnections } from '@/lib/graph/connections'
import { noFacts, toRow } from '@/lib/model/connection/row'
import { listOperations } from '@/lib/operations/operations'
import { connectionFacts } from '@/lib/services/overview'
import { pageContext } from '@/lib/web/page'
import { pageRead } from '@/lib/web/page-read'

/**
 * A connection with what the console knows of it, read once for layout and page alike. `connection` is null
 * when Graph has none.
 */
export const readConnection = cache(async (connectionId: string) => {
  const context = await pageContext()
  const read = await pageRead(context, 'read a connection', async () => {
    const [connection, all, operations] = await Promise.all([
      findConnection(context.graph, connectionId),
      connectionFacts(context.db, connectionId),
      listOperations(context.db, connectionId),
    ])
    const facts = all.get(connectionId) ?? noFacts
    const deletion = operations.find(({ kind }) => kind === 'delete') ?? null
    if (!connection && !deletion) await goToTwin(context.graph, connectionId)
    return { connection, facts, operations, deletion, row: connection && toRow(connection, facts) }
  })
  return { ...context, read }
})

/** An id that Graph does not know may be one that it knows in another case: the page moves there. */
async function goToTwin(graph: Graph, asked: string) {
  const connections = await listConnections(graph)
  const twin = connections.find(({ id }) => id.toLowerCase() === asked.toLowerCase())
  const path = (await headers()).get('x-path') ?? ''
  const from = `/connections/${encodeURIComponent(asked)}`
  if (twin && twin.id !== asked && path.startsWith(from))
    redirect(path.replace(from, `/connections/${encodeURIComponent(twin.id)}`))
}
