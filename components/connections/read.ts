import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { findConnection } from '@/lib/graph/connections'
import { noFacts, toRow } from '@/lib/model/connection-row'
import { connectionFacts } from '@/lib/overview'
import { listOperations } from '@/lib/sync/operations'
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
    if (connection && connection.id !== connectionId) await goToSpelling(connectionId, connection.id)
    const facts = all.get(connectionId) ?? noFacts
    const deletion = operations.find(({ kind }) => kind === 'delete') ?? null
    return { connection, facts, operations, deletion, row: connection && toRow(connection, facts) }
  })
  return { ...context, read }
})

/** Graph takes an id in any case, the console's own records do not: the page moves to Graph's spelling. */
async function goToSpelling(asked: string, spelled: string) {
  const path = (await headers()).get('x-path') ?? ''
  const [from, to] = [asked, spelled].map((id) => `/connections/${encodeURIComponent(id)}`)
  if (from && to && path.startsWith(from)) redirect(path.replace(from, to))
}
