import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { noFacts, toRow } from '@/lib/model/connection/row'
import { listOperations } from '@/lib/operations/operations'
import { findConnection, listConnections } from '@/lib/services/connections/look-up'
import { connectionFacts } from '@/lib/services/overview'
import type { Context } from '@/lib/web/context'
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
      findConnection(context, connectionId),
      connectionFacts(context.db, connectionId),
      listOperations(context.db, connectionId),
    ])
    const facts = all.get(connectionId) ?? noFacts
    const deletion = operations.find(({ kind }) => kind === 'delete') ?? null
    const isTwin = connection ? connection.id !== connectionId : !deletion
    if (isTwin) await goToTwin(context, connectionId)
    return { connection, facts, operations, deletion, row: connection && toRow(connection, facts) }
  })
  return { ...context, read }
})

/** An id is kept as Graph spells it: asked for in another case, the page moves there. */
async function goToTwin(context: Context, asked: string) {
  const connections = await listConnections(context)
  const twin = connections.find(({ id }) => id.toLowerCase() === asked.toLowerCase())
  const path = (await headers()).get('x-path') ?? ''
  const from = `/connections/${encodeURIComponent(asked)}`
  if (twin && twin.id !== asked && path.startsWith(from))
    redirect(path.replace(from, `/connections/${encodeURIComponent(twin.id)}`))
}
